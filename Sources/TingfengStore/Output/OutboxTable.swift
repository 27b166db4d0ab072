public import Tingfeng

extension OutboxRow {
    /// Rows of the outbox as a table.
    public static func table(_ rows: [OutboxRow], time: LocalTime) -> OutputTable {
        let columns = [
            OutputColumn("id", zh: "编号", en: "ID", .right),
            OutputColumn("receiver", zh: "接收方", en: "Receiver"),
            OutputColumn("incident", zh: "预警ID", en: "Alert"),
            OutputColumn("rev", zh: "版次", en: "Rev", .right),
            OutputColumn("status", zh: "内容", en: "Status"),
            OutputColumn("severity", zh: "级别", en: "Severity"),
            OutputColumn("added_at", zh: "写入", en: "Added"),
            OutputColumn("delivered_at", zh: "送达", en: "Delivered"),
            OutputColumn("attempts", zh: "失败次数", en: "Failures", .right),
            OutputColumn("next_at", zh: "下次", en: "Next"),
            OutputColumn("error", zh: "原因", en: "Error"),
        ]
        let moment = { (seconds: Int64) in
            OutputValue.time(seconds, offset: time.offset(at: seconds))
        }
        let values = rows.map { row -> [OutputValue] in
            [
                .int(Int(row.id)), .string(row.receiver), .string(row.notice.incident),
                .int(row.notice.rev), .string(row.notice.status.rawValue),
                .string(row.notice.severity.rawValue), moment(row.addedAt),
                row.deliveredAt.map(moment) ?? .null, .int(row.attempts),
                row.deliveredAt == nil ? moment(row.nextAt) : .null,
                row.error.map(OutputValue.string) ?? .null,
            ]
        }
        return OutputTable(columns: columns, rows: values)
    }
}
