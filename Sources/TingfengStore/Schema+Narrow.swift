import GRDB

extension Schema {
    /// Narrow copies of what questions read most, so that none walks over message rows.
    static func createNarrowTables(_ db: Database) throws {
        try db.execute(
            sql: """
                -- What a search needs of a revision whose batch is complete; `id` is the rowid of
                -- the text index, so hits and rows stand in the same order.
                CREATE TABLE revision(
                    id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, event_at INTEGER NOT NULL,
                    known_at INTEGER NOT NULL, until INTEGER
                ) STRICT;
                CREATE INDEX revision_event ON revision(event_at);

                -- The ledger of counts added up by hour: of all messages ('') and of each level-1
                -- category. Kept by triggers, so that it is true whoever writes the ledger.
                CREATE TABLE hour_count(
                    top TEXT NOT NULL, event_bin INTEGER NOT NULL, known_bin INTEGER NOT NULL,
                    messages INTEGER NOT NULL, PRIMARY KEY(top, event_bin, known_bin)
                ) STRICT, WITHOUT ROWID;
                CREATE TRIGGER count_delta_added AFTER INSERT ON count_delta BEGIN
                    \(addition("''", "new", "new.messages"))
                    \(addition("(SELECT top FROM category WHERE id = new.category)", "new", "new.messages"))
                END;
                CREATE TRIGGER count_delta_removed AFTER DELETE ON count_delta BEGIN
                    \(addition("''", "old", "-old.messages"))
                    \(addition("(SELECT top FROM category WHERE id = old.category)", "old", "-old.messages"))
                END;
                """
        )
    }

    private static func addition(_ top: String, _ row: String, _ messages: String) -> String {
        """
        INSERT INTO hour_count VALUES (\(top), \(row).event_bin, \(row).known_bin, \(messages))
        ON CONFLICT DO UPDATE SET messages = messages + excluded.messages;
        """
    }
}
