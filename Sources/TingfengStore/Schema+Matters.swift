import GRDB

extension Schema {
    /// What people decided about matters, and which messages that moved.
    ///
    /// Both only grow: an undo is a decision of its own.
    static func createMatterDecisions(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE matter_decision(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    action TEXT NOT NULL CHECK(action IN ('merge', 'split', 'undo')),
                    -- The matter that keeps its id, and the one that joins it or comes from it.
                    matter INTEGER NOT NULL REFERENCES matter(id),
                    other INTEGER NOT NULL REFERENCES matter(id),
                    undoes INTEGER UNIQUE REFERENCES matter_decision(id),
                    at INTEGER NOT NULL, known_at INTEGER NOT NULL,
                    actor TEXT NOT NULL, reason TEXT NOT NULL
                ) STRICT;
                CREATE INDEX matter_decision_matter ON matter_decision(matter);
                CREATE INDEX matter_decision_other ON matter_decision(other);
                CREATE TABLE matter_move(
                    decision INTEGER NOT NULL REFERENCES matter_decision(id),
                    message INTEGER NOT NULL,
                    from_matter INTEGER NOT NULL, to_matter INTEGER NOT NULL,
                    PRIMARY KEY(decision, message)
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
