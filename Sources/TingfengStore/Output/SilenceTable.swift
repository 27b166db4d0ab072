public import Tingfeng

extension Quieting.Silence {
    /// Silences as a table; `active` is as of `now`.
    public static func table(
        _ silences: [Quieting.Silence],
        _ time: LocalTime,
        now: Int64
    ) -> OutputTable {
        let columns = [
            OutputColumn("id", zh: "编号", en: "ID", .right),
            OutputColumn("match", zh: "条件", en: "Match"),
            OutputColumn("from", zh: "开始", en: "From"),
            OutputColumn("until", zh: "结束", en: "Until"),
            OutputColumn("active", zh: "生效", en: "Active"),
            OutputColumn("reason", zh: "原因", en: "Reason"),
            OutputColumn("actor", zh: "操作者", en: "Actor"),
        ]
        let rows = silences.map { silence -> [OutputValue] in
            [
                .int(Int(silence.id)), .string(silence.match.text),
                .time(silence.from, offset: time.offset(at: silence.from)),
                .time(silence.until, offset: time.offset(at: silence.until)),
                .bool(silence.from <= now && now < silence.until), .string(silence.reason),
                .string(silence.actor),
            ]
        }
        return OutputTable(columns: columns, rows: rows)
    }
}
