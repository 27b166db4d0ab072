import GRDB

/// What a check of the database found.
public struct Examination: Sendable {
    /// Files whose interrupted batches were taken back.
    public var recovered: [String]
    /// `ok`, or SQLite's first complaint.
    public var integrity: String
    /// Messages known, and the same number by the ledger.
    public var messages: Int
    /// Messages by the sum of the ledger of counts; equal to `messages` in a sound database.
    public var counted: Int

    /// The same number by the sums that are kept by hour.
    public var summed: Int

    /// Whether nothing is wrong.
    public var isSound: Bool { integrity == "ok" && messages == counted && counted == summed }
}

extension Store {
    /// Takes back interrupted batches and compares messages, index and ledger.
    public func examine() throws -> Examination {
        let lock = try IngestLock(besideDatabase: path)
        defer { withExtendedLifetime(lock) {} }
        return try write { db in
            let recovered = try BatchRecovery.run(db)
            let integrity = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "ok"
            try db.execute(sql: "INSERT INTO message_text(message_text) VALUES ('integrity-check')")
            return Examination(
                recovered: recovered,
                integrity: integrity,
                messages: try Int.fetchOne(db, sql: "SELECT count(DISTINCT origin) FROM message")
                    ?? 0,
                counted: try Int.fetchOne(db, sql: "SELECT sum(messages) FROM count_delta") ?? 0,
                summed: try Int.fetchOne(
                    db,
                    sql: "SELECT sum(messages) FROM hour_count WHERE top = ''"
                ) ?? 0
            )
        }
    }
}
