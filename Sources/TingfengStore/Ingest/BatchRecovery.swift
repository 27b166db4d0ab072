import GRDB

/// Takes back what a killed run left behind, so that a batch is stored whole or not at all: labels,
/// facts and counts come only with the end mark, the rest goes here.
///
/// Called under the ingest lock: an open batch has no living owner then. Terms of the removed
/// messages stay in the text index until `reindex`; their ids are never used again, so no query
/// can meet them.
enum BatchRecovery {
    /// Returns the files whose batches were taken back.
    static func run(_ db: Database) throws -> [String] {
        let open = try Row.fetchAll(db, sql: "SELECT id, file FROM batch WHERE state = 'open'")
        for row in open {
            try remove(db, batch: row["id"])
        }
        return open.map { $0["file"] }
    }

    private static func remove(_ db: Database, batch: Int64) throws {
        try MessageTerms.remove(db, batch: batch)
        // Every message of an open batch waits there, so the table is not walked for them.
        try db.execute(
            sql: """
                DELETE FROM message WHERE batch = :batch
                    AND id >= (SELECT min(message) FROM waiting WHERE batch = :batch)
                """,
            arguments: ["batch": batch]
        )
        for table in ["membership", "matter", "waiting", "quarantine"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE batch = :batch",
                arguments: ["batch": batch]
            )
        }
        try db.execute(
            sql: "UPDATE batch SET state = 'aborted' WHERE id = :batch",
            arguments: ["batch": batch]
        )
    }
}
