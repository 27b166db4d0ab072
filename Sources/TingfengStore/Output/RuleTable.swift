public import Tingfeng
import TingfengTrends

extension Tingfeng.Configuration.Rule {
    /// Watch rules as a table.
    public static func table(_ rules: [Tingfeng.Configuration.Rule]) -> OutputTable {
        let columns = [
            OutputColumn("name", zh: "规则", en: "Rule"),
            OutputColumn("query", zh: "查询式", en: "Query"),
            OutputColumn("min", zh: "至少", en: "At least", .right),
            OutputColumn("distinct", zh: "计数", en: "Counts"),
            OutputColumn("window", zh: "时间窗", en: "Window"),
            OutputColumn("severity", zh: "级别", en: "Severity"),
        ]
        let rows = rules.map { rule -> [OutputValue] in
            [
                .string(rule.name), .string(rule.query), .int(rule.min),
                .string(rule.distinct.rawValue), .string("\(rule.window)"),
                .string(rule.severity.rawValue),
            ]
        }
        return OutputTable(columns: columns, rows: rows)
    }
}

extension RulePreview {
    /// The days on which the rule would have fired.
    public var table: OutputTable {
        let columns = [
            OutputColumn("date", zh: "日期", en: "Date"),
            OutputColumn("observed", zh: "实际", en: "Observed", .right),
            OutputColumn("expected", zh: "预期", en: "Expected", .right),
            OutputColumn("messages", zh: "留言", en: "Messages", .right),
            OutputColumn("opens", zh: "新预警", en: "New alert"),
        ]
        let rows = firings.map { firing -> [OutputValue] in
            [
                .date(firing.day.number), .int(firing.observed),
                .double(firing.expected, decimals: 1), .int(firing.messages), .bool(firing.opens),
            ]
        }
        return OutputTable(columns: columns, rows: rows)
    }
}
