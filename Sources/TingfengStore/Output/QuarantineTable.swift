public import Tingfeng

extension QuarantineRecord {
    /// Quarantined rows as a table.
    public static func table(_ rows: [QuarantineRecord], time: LocalTime) -> OutputTable {
        let columns = [
            OutputColumn("id", zh: "隔离编号", en: "ID", .right),
            OutputColumn("file", zh: "文件", en: "File"),
            OutputColumn("row", zh: "行", en: "Row", .right),
            OutputColumn("byte_offset", zh: "字节位置", en: "Offset", .right),
            OutputColumn("column", zh: "列", en: "Column"),
            OutputColumn("reason", zh: "原因", en: "Reason"),
            OutputColumn("detail", zh: "说明", en: "Detail"),
            OutputColumn("added_at", zh: "进入时间", en: "Added"),
            OutputColumn("aborted", zh: "整批未入", en: "Aborted"),
        ]
        return OutputTable(columns: columns, rows: rows.map { $0.fields(time).map(\.value) })
    }

    /// The row with all its cells.
    public func record(time: LocalTime) -> OutputRecord {
        let cells = (cells.members ?? []).map { member in
            OutputField(member.name, .string(member.value.string ?? member.value.serialized()))
        }
        return OutputRecord(fields(time) + [OutputField("cells", zh: "单元格", .object(cells))])
    }

    private func fields(_ time: LocalTime) -> [OutputField] {
        [
            OutputField("id", zh: "隔离编号", .int(Int(id))),
            OutputField("file", zh: "文件", .string(file)),
            OutputField("row", zh: "行", .int(row)),
            OutputField("byte_offset", zh: "字节位置", byteOffset.map(OutputValue.int) ?? .null),
            OutputField("column", zh: "列", column.map(OutputValue.string) ?? .null),
            OutputField("reason", zh: "原因", .string(reason)),
            OutputField("detail", zh: "说明", .string(detail)),
            OutputField("added_at", zh: "进入时间", .time(addedAt, offset: time.offset(at: addedAt))),
            OutputField("aborted", zh: "整批未入", .bool(isAborted)),
        ]
    }
}
