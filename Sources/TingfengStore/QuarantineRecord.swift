import GRDB
public import Tingfeng

/// A rejected row as it is kept for repair.
public struct QuarantineRecord: Sendable {
    /// Number by which the row is asked for; never used again.
    public let id: Int64
    /// File name as the user gave it.
    public let file: String
    /// Source that the batch was read as, if one was named.
    public let source: String?
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
        source = row["source"]
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

    /// Puts rejected rows of one batch into the quarantine, each once.
    struct Keeper {
        var batch: Int64
        var source: String?
        /// Whether the batch is refused as a whole.
        var isRefusing: Bool
    }

    fileprivate static let select =
        "SELECT q.*, b.state FROM quarantine q JOIN batch b ON b.id = q.batch"
}

extension QuarantineRecord.Keeper {
    /// Keeps a row, unless the same row of the same file waits in the quarantine already.
    func keep(_ db: Database, _ row: RejectedRow, at time: Int64) throws {
        let cells = row.cells.sorted { $0.key < $1.key }
            .map { JSONMember($0.key, .string($0.value)) }
        try db.cachedStatement(
            sql: """
                INSERT INTO quarantine(
                    batch, file, source, row, byte_offset, column_name, reason, detail, cells,
                    added_at
                ) SELECT :batch, :file, :source, :row, :offset, :column, :reason, :detail, :cells,
                    :at
                WHERE NOT EXISTS (
                    SELECT 1 FROM quarantine q JOIN batch b ON b.id = q.batch
                    WHERE q.file = :file AND row = :row AND cells = :cells AND reason = :reason
                        AND retried_at IS NULL AND source IS :source
                        AND (b.state = 'done' OR b.state = 'aborted' AND :isRefusing)
                )
                """
        ).execute(arguments: [
            "batch": batch, "file": row.file, "source": source, "row": row.row,
            "offset": row.byteOffset, "column": row.column, "reason": row.reason.rawValue,
            "detail": row.detail, "cells": JSONValue.object(cells).serialized(), "at": time,
            "isRefusing": isRefusing,
        ])
    }
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
