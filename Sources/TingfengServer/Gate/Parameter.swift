import Tingfeng
import TingfengStore

/// What a parameter says that is on or off.
enum Switch: String, CaseIterable {
    case on = "1"
    case off = "0"
}

/// A parameter in the query of a URL: its name and which values it takes.
struct Parameter: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Text of at most so many bytes.
        case text(most: Int)
        case integer(ClosedRange<Int>, default: Int)
        case choice([String], default: String?)
        /// A moment: `2025-07-14`, `2025-07-14T09:00`, RFC 3339.
        case time
        /// A length of time: `24h`, `7d`.
        case span(default: String)
    }

    let name: String
    let kind: Kind
    let summary: String
}

extension Parameter {
    static let asOf = Parameter(
        name: "as_of",
        kind: .time,
        summary: "截至时点：只用此刻以前到达的数据；只写日期指当天结束"
    )
    static let from = Parameter(name: "from", kind: .time, summary: "起（含）")
    static let to = Parameter(name: "to", kind: .time, summary: "止（含）；只写日期指当天结束")
    static let query = Parameter(
        name: "q",
        kind: .text(most: 2_000),
        summary: "查询：词 \"短语\" -排除 OR 字段:值"
    )
    static let category = Parameter(
        name: "cat",
        kind: .text(most: 200),
        summary: "分类路径或其开头，以 / 相连"
    )
    static let region = Parameter(
        name: "region",
        kind: .text(most: 200),
        summary: "地区路径、名称或代码"
    )
    static let unit = Parameter(name: "unit", kind: .text(most: 200), summary: "承办单位")
    static let source = Parameter(name: "source", kind: .text(most: 200), summary: "来源")
    static let cursor = Parameter(
        name: "cursor",
        kind: .text(most: 100),
        summary: "上一页给出的 next"
    )
    static let sort = Parameter(
        name: "sort",
        kind: .choice(SearchQuery.Order.allCases.map(\.rawValue), default: nil),
        summary: "rank：相关在前（有 q 时的默认）；time：新的在前"
    )
    static let window = Parameter(
        name: "window",
        kind: .span(default: "7d"),
        summary: "时间窗，止于截至时点"
    )
    static let longestWindow = Parameter(
        name: "window",
        kind: .span(default: "30d"),
        summary: "最长的时间窗，止于截至时点；更短的窗也看"
    )
    static let by = Parameter(
        name: "by",
        kind: .choice(HotQuery.Dimension.allCases.map(\.rawValue), default: "matter"),
        summary: "一行代表什么"
    )
    static let series = Parameter(
        name: "series",
        kind: .text(most: 1_000),
        summary: "category=…,region=…,source=…,kind=… 或 matter=ID 或 term=词；全部写 all（默认）"
    )
    static let bin = Parameter(
        name: "bin",
        kind: .choice(Trend.Bin.allCases.map(\.rawValue), default: "d"),
        summary: "时间段：h 小时、d 日、w 周"
    )
    static let forecast = Parameter(
        name: "forecast",
        kind: .integer(0...90, default: 0),
        summary: "向后预测的段数"
    )
    static let state = Parameter(
        name: "state",
        kind: .choice(Incident.State.allCases.map(\.rawValue), default: nil),
        summary: "预警状态"
    )
    static let severity = Parameter(
        name: "severity",
        kind: .choice(["warning", "alert", "critical"], default: nil),
        summary: "最低级别"
    )
    static let label = Parameter(
        name: "label",
        kind: .choice(Handling.Label.allCases.map(\.rawValue), default: nil),
        summary: "认定：true 属实、false 误报、expected 预期之内"
    )
    static let dryRun = Parameter(
        name: "dry_run",
        kind: .choice(Switch.allCases.map(\.rawValue), default: Switch.off.rawValue),
        summary: "1：只说会怎样，不写库"
    )
    static let days = Parameter(
        name: "days",
        kind: .integer(1...3_660, default: 90),
        summary: "往前看几天"
    )
    static let budget = Parameter(
        name: "budget",
        kind: .text(most: 40),
        summary: "误报预算，例如 5/day"
    )
    static let runID = Parameter(
        name: "run_id",
        kind: .text(most: 100),
        summary: "运行编号（默认取截至时点）"
    )
    static let reasons = Parameter(
        name: "reasons",
        kind: .integer(0...50, default: 8),
        summary: "依据的词数"
    )
    static let language = Parameter(
        name: "lang",
        kind: .choice(["zh", "en"], default: "zh"),
        summary: "界面语言"
    )

    static func limit(_ usual: Int, most: Int) -> Parameter {
        Parameter(name: "limit", kind: .integer(1...most, default: usual), summary: "条数")
    }
}
