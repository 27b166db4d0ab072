public import Tingfeng
import TingfengTrends

extension Incident {
    /// Incidents as a table.
    public static func table(_ incidents: [Incident]) -> OutputTable {
        let columns = [
            OutputColumn("id", zh: "预警ID", en: "ID"),
            OutputColumn("severity", zh: "级别", en: "Severity"),
            OutputColumn("state", zh: "状态", en: "State"),
            OutputColumn("alertname", zh: "类型", en: "Alert"),
            OutputColumn("category", zh: "分类", en: "Category"),
            OutputColumn("region", zh: "地区", en: "Region"),
            OutputColumn("matter", zh: "事项", en: "Matter"),
            OutputColumn("rule", zh: "规则", en: "Rule"),
            OutputColumn("title", zh: "标题", en: "Title"),
            OutputColumn("from", zh: "开始", en: "From"),
            OutputColumn("to", zh: "最近", en: "Last"),
            OutputColumn("window", zh: "天数", en: "Days", .right),
            OutputColumn("hour", zh: "时段", en: "Hour", .right),
            OutputColumn("observed", zh: "峰日实际", en: "Observed", .right),
            OutputColumn("expected", zh: "预期", en: "Expected", .right),
            OutputColumn("upper", zh: "上限", en: "Upper", .right),
            OutputColumn("p", zh: "p值", en: "p", .right),
            OutputColumn("q", zh: "q值", en: "q", .right),
            OutputColumn("budget_rank", zh: "当日序", en: "Rank", .right),
            OutputColumn("messages", zh: "累计", en: "Messages", .right),
            OutputColumn("owner", zh: "承办人", en: "Owner"),
            OutputColumn("label", zh: "认定", en: "Label"),
            OutputColumn("suppressed", zh: "不提醒原因", en: "Suppressed"),
        ]
        return OutputTable(columns: columns, rows: incidents.map { $0.fields.map(\.value) })
    }

    /// The incident's own fields, in the order of the table.
    public var fields: [OutputField] {
        let text = { (value: String?) in value.map(OutputValue.string) ?? .null }
        return [
            OutputField("id", zh: "预警ID", .string(id)),
            OutputField("severity", zh: "级别", .string(severity.rawValue)),
            OutputField("state", zh: "状态", .string(state.rawValue)),
            OutputField("alertname", zh: "类型", .string(peak.name.rawValue)),
            OutputField("category", zh: "分类", text(peak.dimensions.category)),
            OutputField("region", zh: "地区", text(peak.dimensions.region)),
            OutputField("matter", zh: "事项", text(peak.dimensions.matter)),
            OutputField("rule", zh: "规则", text(peak.dimensions.rule)),
            OutputField("title", zh: "标题", text(title)),
            OutputField("from", zh: "开始", .date(startsAt.number)),
            OutputField("to", zh: "最近", .date(lastDay.number)),
            OutputField("window", zh: "天数", .int(peak.window)),
            OutputField("hour", zh: "时段", peak.hour.map { .int($0) } ?? .null),
            OutputField("observed", zh: "峰日实际", .int(peak.observed)),
            OutputField("expected", zh: "预期", .double(peak.expected, decimals: 1)),
            OutputField("upper", zh: "上限", .double(peak.upper, decimals: 0)),
            OutputField("p", zh: "p值", .significant(peak.p, digits: 2)),
            OutputField("q", zh: "q值", .significant(peak.q, digits: 2)),
            OutputField("budget_rank", zh: "当日序", .int(peak.rank)),
            OutputField("messages", zh: "累计", .int(total)),
            OutputField("owner", zh: "承办人", text(handling.owner ?? handling.acknowledgedBy)),
            OutputField("label", zh: "认定", text(handling.label?.rawValue)),
            OutputField("suppressed", zh: "不提醒原因", text(handling.quietBecause)),
        ]
    }
}

extension IncidentStep {
    /// The steps of an incident as a list of objects.
    public static func value(_ steps: [IncidentStep], time: LocalTime) -> OutputValue {
        .list(
            steps.map { step in
                .object([
                    OutputField(
                        "as_of",
                        zh: "截至",
                        .time(step.asOf, offset: time.offset(at: step.asOf))
                    ),
                    OutputField("actor", zh: "操作者", .string(step.actor)),
                    OutputField("action", zh: "动作", .string(step.action)),
                    OutputField("day", zh: "所指日", .string(step.detail)),
                ])
            }
        )
    }
}

extension Explanation {
    /// The evidence as one record.
    public func record(time: LocalTime) -> OutputRecord {
        OutputRecord(
            incident.fields + [
                OutputField("callers", zh: "诉求人数", en: "Callers", .int(callers)),
                OutputField("matters", zh: "事项数", en: "Matters", .int(matters)),
                OutputField("regions", zh: "增量按地区", en: "Excess by region", Self.parts(regions)),
                OutputField(
                    "categories",
                    zh: "增量按分类",
                    en: "Excess by category",
                    Self.parts(categories)
                ),
                OutputField("words", zh: "特征词", en: "Words", .list(words.map(\.value))),
                OutputField("quotes", zh: "留言摘录", en: "Quotes", quoteValues(time)),
                OutputField(
                    "earlier",
                    zh: "以往同类",
                    en: "Earlier",
                    .list(earlier.map { .object($0.fields) })
                ),
            ]
        )
    }

    private static func parts(_ parts: [Part]) -> OutputValue {
        .list(
            parts.map { part in
                .object([
                    OutputField("name", zh: "名称", .string(part.name)),
                    OutputField("observed", zh: "实际", .int(part.observed)),
                    OutputField("expected", zh: "预期", .double(part.expected, decimals: 1)),
                    OutputField("excess", zh: "增量", .double(part.excess, decimals: 1)),
                ])
            }
        )
    }

    private func quoteValues(_ time: LocalTime) -> OutputValue {
        .list(
            quotes.map { quote in
                .object([
                    OutputField(
                        "created_at",
                        zh: "时间",
                        .time(quote.createdAt, offset: time.offset(at: quote.createdAt))
                    ),
                    OutputField("id", zh: "编号", .string(quote.id)),
                    OutputField("text", zh: "留言", .string(quote.text)),
                ])
            }
        )
    }
}

extension Explanation.Word {
    fileprivate var value: OutputValue {
        .object([
            OutputField("word", zh: "词", .string(text)),
            OutputField("messages", zh: "留言数", .int(messages)),
            OutputField("z", zh: "z", .double(z, decimals: 1)),
        ])
    }
}
