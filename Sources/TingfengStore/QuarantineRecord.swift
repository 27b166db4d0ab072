import GRDB
public import Tingfeng

/// A rejected row as it is kept for repair.
public struct QuarantineRecord: Sendable {
    /// Number by which the row is asked for; never used again.
    public let id: Int64
    /// File name as the user gave it.
    public let file: String
    /// 1-based row of data in the file; the header is not counted.
    public let row: Int
    /// Where the row begins in the decoded file; `nil` where the form has no offsets (XLSX).
    public let byteOffset: Int?
    /// Header of the offending column; `nil` if no one column is to blame.
    public let column: String?
    /// Raw value of `RejectedRow.Reason`.
    public let reason: String
    /// One Chinese sentence with the remedy, free of personal data.
    public let detail: String
    /// The masked cells by header, in the order of the headers' names.
    public let cells: JSONValue
    /// When it was put here, in seconds since 1970.
    public let addedAt: Int64
    /// When a retry made a message of it.
    public let retriedAt: Int64?
    /// Whether the whole batch was refused because too many rows were bad.
    public let isAborted: Bool

    init(_ row: Row) {
        id = row["id"]
        file = row["file"]
        self.row = row["row"]
        byteOffset = row["byte_offset"]
        column = row["column_name"]
        reason = row["reason"]
        detail = row["detail"]
        cells = (try? JSONValue(parsing: Array((row["cells"] as String).utf8))) ?? .null
        addedAt = row["added_at"]
        retriedAt = row["retried_at"]
        isAborted = row["state"] == "aborted"
    }

    /// The cells as texts by header.
    var cellTexts: [String: String] {
        Dictionary((cells.members ?? []).map { ($0.name, $0.value.string ?? "") }) { first, _ in
            first
        }
    }

    static func insert(_ db: Database, _ row: RejectedRow, batch: Int64, at time: Int64) throws {
        let cells = row.cells.sorted { $0.key < $1.key }
            .map { JSONMember($0.key, .string($0.value)) }
        try db.cachedStatement(
            sql: """
                INSERT INTO quarantine(
                    batch, file, row, byte_offset, column_name, reason, detail, cells, added_at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            batch, row.file, row.row, row.byteOffset, row.column, row.reason.rawValue, row.detail,
            JSONValue.object(cells).serialized(), time,
        ])
    }

    fileprivate static let select =
        "SELECT q.*, b.state FROM quarantine q JOIN batch b ON b.id = q.batch"
}

extension Store {
    /// Returns quarantined rows that no retry has mended, oldest first.
    public func quarantine(reason: RejectedRow.Reason?, since: Int64) throws -> [QuarantineRecord] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(QuarantineRecord.select)
                    WHERE q.reason = coalesce(:reason, q.reason) AND q.added_at >= :since
                        AND q.retried_at IS NULL AND b.state <> 'open' ORDER BY q.id
                    """,
                arguments: ["reason": reason?.rawValue, "since": since]
            ).map(QuarantineRecord.init)
        }
    }

    /// Returns one quarantined row.
    public func quarantine(id: Int64) throws -> QuarantineRecord? {
        try read { db in
            try Row.fetchOne(db, sql: "\(QuarantineRecord.select) WHERE q.id = ?", arguments: [id])
                .map(QuarantineRecord.init)
        }
    }

    /// Marks rows that a retry mended.
    func markRetried(_ ids: [Int64], at time: Int64) throws {
        try write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE quarantine SET retried_at = ? WHERE id = ?",
                    arguments: [time, id]
                )
            }
        }
    }
}
