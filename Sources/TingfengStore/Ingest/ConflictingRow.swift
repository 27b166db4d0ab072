import Tingfeng

extension RejectedRow {
    /// A changed message that `--on-conflict error` refuses, with all its fields under their
    /// canonical headers, so that a retry can take it after all.
    init(conflicting message: Message, file: String, row: Int) {
        self.init(
            file: file,
            row: row,
            byteOffset: nil,
            column: nil,
            reason: .duplicateID,
            detail: "该编号已入库而内容不同：核对后用 tingfeng quarantine retry 更新，或留在隔离区。",
            cells: message.cells
        )
    }
}

extension Message {
    /// The fields that have a value, by canonical header; times carry their zone.
    fileprivate var cells: [String: String] {
        let texts: [(MessageField, String?)] = [
            (.id, id), (.source, source), (.title, title), (.body, body), (.kind, kind?.rawValue),
            (.category, category.joined(separator: "/")), (.categoryCode, categoryCode),
            (.region, region), (.address, address), (.unit, unit),
            (.coUnits, coUnits.joined(separator: "、")), (.status, lifecycle.status),
            (.reply, reply), (.channel, channel), (.callerHash, callerHash), (.urgency, urgency),
        ]
        let times: [(MessageField, Int64?)] = [
            (.createdAt, createdAt), (.arrivedAt, arrivedAt),
            (.dispatchedAt, lifecycle.dispatchedAt), (.dueAt, lifecycle.dueAt),
            (.acceptedAt, lifecycle.acceptedAt), (.repliedAt, lifecycle.repliedAt),
            (.closedAt, lifecycle.closedAt),
        ]
        let flags: [(MessageField, Bool?)] = [
            (.responded, lifecycle.isResponded), (.resolved, lifecycle.isResolved),
            (.satisfied, lifecycle.isSatisfied), (.confidential, isConfidential),
            (.isRepeat, isRepeat),
        ]
        var cells = extra
        for case (let field, let text?) in texts where !text.isEmpty {
            cells[field.rawValue] = text
        }
        for case (let field, let time?) in times {
            cells[field.rawValue] = LocalTime.china.rfc3339(time)
        }
        for case (let field, let flag?) in flags { cells[field.rawValue] = flag ? "是" : "否" }
        cells[MessageField.up.rawValue] = String(up)
        cells[MessageField.down.rawValue] = String(down)
        return cells
    }
}
