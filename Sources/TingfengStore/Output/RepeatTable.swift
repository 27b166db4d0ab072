public import Tingfeng

extension RepeatGroup {
    /// The groups as a table.
    public static func table(_ groups: [RepeatGroup], time: LocalTime) -> OutputTable {
        OutputTable(
            columns: [
                OutputColumn("rank", zh: "序号", en: "Rank", .right),
                OutputColumn("key", zh: "同一", en: "Same"),
                OutputColumn("messages", zh: "留言数", en: "Messages", .right),
                OutputColumn("callers", zh: "诉求人数", en: "Callers", .right),
                OutputColumn("matters", zh: "事项数", en: "Matters", .right),
                OutputColumn("units", zh: "经办单位", en: "Units"),
                OutputColumn("transfers", zh: "转办次数", en: "Transfers", .right),
                OutputColumn("from", zh: "起", en: "From"),
                OutputColumn("to", zh: "止", en: "To"),
                OutputColumn("days", zh: "历时天数", en: "Days", .right),
                OutputColumn("topic", zh: "每月一题指数", en: "Topic score", .right),
                OutputColumn("place", zh: "地点", en: "Place"),
                OutputColumn("description", zh: "问题描述", en: "Description"),
                OutputColumn("ids", zh: "留言编号", en: "Ids"),
            ],
            rows: groups.enumerated().map { number, group in group.cells(number + 1, time) }
        )
    }

    private func cells(_ rank: Int, _ time: LocalTime) -> [OutputValue] {
        [
            .int(rank), .string(key), .int(messages), .int(callers), .int(matters),
            .list(units.map(OutputValue.string)), .int(transfers),
            .date(time.dayNumber(first)), .date(time.dayNumber(last)), .int(days),
            .double(topic, decimals: 1), place.map(OutputValue.string) ?? .null,
            .string(description), .list(ids.map(OutputValue.string)),
        ]
    }
}
