public import Tingfeng

extension EmergingLine {
    /// What emerges as a table, most important columns first.
    public static func table(_ lines: [EmergingLine], time: LocalTime) -> OutputTable {
        OutputTable(columns: columns, rows: lines.map { $0.cells(time) })
    }

    private static let columns = [
        OutputColumn("rank", zh: "序", en: "Rank", .right),
        OutputColumn("id", zh: "苗头ID", en: "ID"),
        OutputColumn("as_of", zh: "截至", en: "As of"),
        OutputColumn("first", zh: "首现", en: "First seen"),
        OutputColumn("last", zh: "最近", en: "Last"),
        OutputColumn("messages", zh: "留言数", en: "Messages", .right),
        OutputColumn("callers", zh: "诉求人数", en: "Callers", .right),
        OutputColumn("expected", zh: "预期数", en: "Expected", .right),
        OutputColumn("growth", zh: "增幅", en: "Growth", .right),
        OutputColumn("words", zh: "词", en: "Words"),
        OutputColumn("quotes", zh: "留言摘录", en: "Quotes"),
        OutputColumn("window_days", zh: "窗(天)", en: "Window (days)", .right),
        OutputColumn("before", zh: "此前12周", en: "12 weeks before", .right),
        OutputColumn("z", zh: "z", en: "z", .right),
        OutputColumn("q", zh: "q值", en: "q", .right),
    ]

    private func cells(_ time: LocalTime) -> [OutputValue] {
        let moment = { (seconds: Int64) in
            OutputValue.time(seconds, offset: time.offset(at: seconds))
        }
        return [
            .int(rank), .string(id), moment(asOf), moment(first), moment(last), .int(messages),
            .int(callers), .double(expected, decimals: 2),
            .double(Double(callers) / expected, decimals: 1), .list(words.map(OutputValue.string)),
            .list(
                quotes.map { quote in
                    .object([
                        OutputField("created_at", zh: "时间", moment(quote.createdAt)),
                        OutputField("id", zh: "编号", .string(quote.id)),
                        OutputField("text", zh: "留言", .string(quote.text)),
                    ])
                }
            ), .double(Double(window) / 86_400, decimals: 1), .int(before), .double(z, decimals: 1),
            .significant(q, digits: 2),
        ]
    }
}
