import GRDB
public import Tingfeng

/// One thing to tell one receiver, and how far that went.
public struct OutboxRow: Sendable, Equatable {
    /// Number in the outbox; a receiver is told in this order.
    public var id: Int64
    /// Who is told, as `webhook:TF_HOOK`.
    public var receiver: String
    /// What is told.
    public var notice: Notice
    /// When it was written, in seconds since 1970.
    public var addedAt: Int64
    /// How often sending failed.
    public var attempts: Int
    /// When it is due.
    public var nextAt: Int64
    /// When the receiver took it.
    public var deliveredAt: Int64?
    /// Why sending failed last.
    public var error: String?

    init?(_ row: Row) {
        guard
            let json = try? JSONValue(parsing: Array((row["alert"] as String).utf8)),
            let notice = Notice(json: json, incident: row["incident"], rev: row["rev"])
        else { return nil }
        id = row["id"]
        receiver = row["receiver"]
        self.notice = notice
        addedAt = row["added_at"]
        attempts = row["attempts"]
        nextAt = row["next_at"]
        deliveredAt = row["delivered_at"]
        error = row["error"]
    }
}

extension Store {
    /// Writes what is to be told of incidents as they stand now; returns the number of new rows.
    ///
    /// Detection does so itself; this makes up for what people did since: silences that ended,
    /// incidents declared over.
    @discardableResult
    public func fillOutbox(_ outbox: Outbox, now: Int64) throws -> Int {
        try write { db in try Self.fill(db, outbox, now: now) }
    }

    /// Returns the rows that the outbox would hold after ``fillOutbox(_:now:)``, none of them
    /// delivered; writes nothing.
    public func previewOutbox(_ outbox: Outbox, now: Int64) throws -> [OutboxRow] {
        try discarding { db in
            _ = try Self.fill(db, outbox, now: now)
            return try Self.waiting(db)
        }
    }

    private static func fill(_ db: Database, _ outbox: Outbox, now: Int64) throws -> Int {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(as_of) FROM detect_run")
        return try outbox.fill(db, asOf: newest ?? now, now: now)
    }

    /// Returns what no receiver has taken yet, oldest first.
    public func waitingNotices() throws -> [OutboxRow] {
        try read { db in try Self.waiting(db) }
    }

    private static func waiting(_ db: Database) throws -> [OutboxRow] {
        try Row.fetchAll(db, sql: "SELECT * FROM outbox WHERE delivered_at IS NULL ORDER BY id")
            .compactMap(OutboxRow.init)
    }

    /// Returns the newest rows, delivered or not, newest first.
    public func outboxRows(limit: Int) throws -> [OutboxRow] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM outbox ORDER BY delivered_at IS NOT NULL, id DESC LIMIT ?
                    """,
                arguments: [limit]
            ).compactMap(OutboxRow.init)
        }
    }

    /// Returns what a receiver took last of each incident, oldest first.
    public func toldNotices(_ receiver: String) throws -> [OutboxRow] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM outbox WHERE id IN (
                        SELECT max(id) FROM outbox
                        WHERE receiver = ? AND delivered_at IS NOT NULL GROUP BY incident
                    ) ORDER BY id
                    """,
                arguments: [receiver]
            ).compactMap(OutboxRow.init)
        }
    }

    /// Marks rows as taken by their receiver.
    public func markDelivered(_ ids: [Int64], now: Int64) throws {
        try write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE outbox SET delivered_at = ?, error = NULL WHERE id = ?",
                    arguments: [now, id]
                )
            }
        }
    }

    /// Marks rows as not taken, to be sent again later.
    public func markUndelivered(_ rows: [OutboxRow], because reason: String, now: Int64) throws {
        try write { db in
            for row in rows {
                try db.execute(
                    sql: "UPDATE outbox SET attempts = ?, next_at = ?, error = ? WHERE id = ?",
                    arguments: [
                        row.attempts + 1, now + OutboxRow.pause(after: row.attempts + 1), reason,
                        row.id,
                    ]
                )
            }
        }
    }
}

extension OutboxRow {
    /// Seconds to wait after so many failures: 30 s, doubled each time, an hour at most.
    public static func pause(after failures: Int) -> Int64 {
        min(3_600, 30 << Int64(min(max(failures - 1, 0), 7)))
    }
}
