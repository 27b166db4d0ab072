public import Tingfeng

extension DriftWeek {
    /// The weeks as a table.
    public static func table(_ weeks: [DriftWeek], time: LocalTime) -> OutputTable {
        OutputTable(
            columns: [
                OutputColumn("week", zh: "周（起）", en: "Week"),
                OutputColumn("messages", zh: "留言", en: "Messages", .right),
                OutputColumn("abstained", zh: "拒判率", en: "Abstained", .right),
                OutputColumn("probability", zh: "平均概率", en: "Probability", .right),
                OutputColumn("shift", zh: "占比变化", en: "Shift", .right),
                OutputColumn("largest", zh: "最大类", en: "Largest"),
                OutputColumn("largest_share", zh: "其占比", en: "Its share", .right),
            ],
            rows: weeks.map { week in
                [
                    .time(week.start, offset: time.offset(at: week.start)), .int(week.messages),
                    .double(week.abstained, decimals: 3), .double(week.probability, decimals: 3),
                    .double(week.shift, decimals: 3), .string(week.largest.category),
                    .double(week.largest.share, decimals: 3),
                ]
            }
        )
    }
}
