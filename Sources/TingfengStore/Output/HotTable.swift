public import Tingfeng

extension HotRow {
    /// The hot list as 热点问题表: the contest's columns, then ours, each term of the heat shown.
    public static func table(_ rows: [HotRow], time: LocalTime) -> OutputTable {
        OutputTable(columns: columns, rows: rows.map { $0.cells(time) })
    }

    private static let columns = [
        OutputColumn("rank", zh: "热度排名", en: "Rank", .right),
        OutputColumn("id", zh: "问题ID", en: "ID"),
        OutputColumn("heat", zh: "热度指数", en: "Heat", .right),
        OutputColumn("from", zh: "起", en: "From"),
        OutputColumn("to", zh: "止", en: "To"),
        OutputColumn("place", zh: "地点/人群", en: "Place"),
        OutputColumn("description", zh: "问题描述", en: "Description"),
        OutputColumn("messages", zh: "留言数", en: "Messages", .right),
        OutputColumn("callers", zh: "诉求人数", en: "Callers", .right),
        OutputColumn("matters", zh: "事项数", en: "Matters", .right),
        OutputColumn("expected", zh: "预期数", en: "Expected", .right),
        OutputColumn("ratio", zh: "增幅", en: "Ratio", .right),
        OutputColumn("q", zh: "q值", en: "q", .right),
        OutputColumn("share", zh: "占比", en: "Share", .right),
        OutputColumn("category", zh: "分类", en: "Category"),
        OutputColumn("heat_terms", zh: "热度构成", en: "Heat terms"),
    ]

    private func cells(_ time: LocalTime) -> [OutputValue] {
        [
            .int(rank), .string(key), .double(heat, decimals: 1), .date(time.dayNumber(first)),
            .date(time.dayNumber(last)), place.map(OutputValue.string) ?? .null,
            .string(description), .int(messages), .int(callers), .int(matters),
            .double(expected, decimals: 2), .double(Double(callers) / expected, decimals: 1),
            .significant(q, digits: 2), .percent(share, decimals: 1),
            category.map(OutputValue.string) ?? .null,
            .object([
                OutputField("excess", zh: "超出", .double(excess, decimals: 2)),
                OutputField("recency", zh: "新近", .double(recency, decimals: 2)),
                OutputField("urgency", zh: "紧急", .double(urgency, decimals: 0)),
                OutputField("likes", zh: "点赞", .double(likes, decimals: 2)),
            ]),
        ]
    }
}
