import GRDB
import Tingfeng

/// Sets the end mark of a batch: its counts enter the ledger and its rows become visible.
struct BatchClosing {
    let batch: Int64
    let endedAt: Int64

    func run(_ db: Database) throws {
        try addLabelsAndFacts(db)
        try countNewMessages(db)
        try applyRevisions(db)
        try db.execute(sql: "DELETE FROM waiting WHERE batch = ?", arguments: [batch])
        try forgetRefusals(db)
        try db.execute(
            sql: "UPDATE batch SET state = 'done', ended_at = ? WHERE id = ?",
            arguments: [endedAt, batch]
        )
    }

    /// Facts and labels are narrow, so moving them at once keeps every count query free of a test
    /// for open batches.
    private func addLabelsAndFacts(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO label
                SELECT origin, arrived_at, category, path, probability, abstained, model,
                    CASE model WHEN 'input' THEN 'input' ELSE 'model' END, batch
                FROM waiting WHERE batch = :batch AND rev = 1;
                INSERT INTO fact(
                    event_at, message, known_at, category, region, source, kind, unit, caller,
                    matter, urgency, up
                )
                SELECT created_at, w.origin, arrived_at, category, region, source, kind, unit,
                    caller, matter, urgency, up
                FROM waiting w JOIN membership m ON m.message = w.origin
                WHERE w.batch = :batch AND rev = 1;
                INSERT INTO revision(id, origin, event_at, known_at)
                SELECT message, origin, created_at, arrived_at FROM waiting WHERE batch = :batch;
                """,
            arguments: ["batch": batch]
        )
    }

    private func countNewMessages(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO count_delta
                SELECT created_at - created_at % 3600, arrived_at - arrived_at % 3600,
                    category, region, source, kind, count(*)
                FROM waiting WHERE batch = ? AND rev = 1 GROUP BY 1, 2, 3, 4, 5, 6
                """,
            arguments: [batch]
        )
    }

    /// A revision replaces the one before as of its arrival; what it changes in the counts is a
    /// minus and a plus that were known then.
    private func applyRevisions(_ db: Database) throws {
        let ids = try Int64.fetchAll(
            db,
            sql: "SELECT message FROM waiting WHERE batch = ? AND rev > 1 ORDER BY message",
            arguments: [batch]
        )
        for id in ids {
            guard let row = try WaitingRow.fetch(db, message: id) else { continue }
            try endRevisionBefore(row, db)
            try FactChange(row).apply(db, batch: batch)
        }
    }
}

extension BatchClosing {
    /// A file that goes in after all leaves no rows of the attempt that was refused.
    private func forgetRefusals(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM quarantine WHERE retried_at IS NULL AND batch IN (
                    SELECT old.id FROM batch old JOIN batch new ON new.file = old.file
                    WHERE new.id = ? AND old.state = 'aborted' AND old.id < new.id
                )
                """,
            arguments: [batch]
        )
    }

    private func endRevisionBefore(_ row: WaitingRow, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE message SET superseded_at = :at WHERE origin = :origin AND rev = :before;
                UPDATE revision SET until = :at
                WHERE id = (SELECT id FROM message WHERE origin = :origin AND rev = :before);
                """,
            arguments: ["at": row.arrivedAt, "origin": row.origin, "before": row.rev - 1]
        )
    }
}

/// Replaces the current fact of a message.
private struct FactChange {
    let row: WaitingRow

    init(_ row: WaitingRow) {
        self.row = row
    }

    func apply(_ db: Database, batch: Int64) throws {
        guard
            let old = try Row.fetchOne(
                db,
                sql: """
                    SELECT event_at, known_at, category, region, source, kind, matter FROM fact
                    WHERE message = ? AND until IS NULL
                    """,
                arguments: [row.origin]
            )
        else { return }
        // Two changes within one second are one: a state that lasted no time was never known.
        let knownAt = max(row.arrivedAt, (old["known_at"] as Int64) + 1)
        var next = row
        next.arrivedAt = knownAt
        let isCorrected = try Self.isCorrected(db, message: row.origin)
        if isCorrected { next.category = old["category"] }
        try db.execute(
            sql: "UPDATE fact SET until = ? WHERE message = ? AND until IS NULL",
            arguments: [knownAt, row.origin]
        )
        try next.insertFact(db, matter: old["matter"])
        if !isCorrected { try next.insertLabel(db, batch: batch) }
        try appendDelta(db, event: old["event_at"], key: Key(old), known: knownAt, messages: -1)
        try appendDelta(db, event: row.createdAt, key: Key(next), known: knownAt, messages: 1)
    }

    /// Returns whether the label in force is a person's: no revision takes it back.
    private static func isCorrected(_ db: Database, message: Int64) throws -> Bool {
        try String.fetchOne(
            db,
            sql: "SELECT model FROM label WHERE message = ? ORDER BY known_at DESC LIMIT 1",
            arguments: [message]
        ) == CategoryLabel.person
    }

    private struct Key {
        var category: Int
        var region: Int
        var source: Int
        var kind: Int

        init(_ row: Row) {
            category = row["category"]
            region = row["region"]
            source = row["source"]
            kind = row["kind"]
        }

        init(_ row: WaitingRow) {
            category = row.category
            region = row.region
            source = row.source
            kind = row.kind
        }
    }

    private func appendDelta(
        _ db: Database,
        event: Int64,
        key: Key,
        known: Int64,
        messages: Int
    ) throws {
        try db.execute(
            sql: "INSERT INTO count_delta VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                event - event % 3600, known - known % 3600, key.category, key.region, key.source,
                key.kind, messages,
            ]
        )
    }
}
