import GRDB

extension Schema {
    /// Words that the people of this database gave to the tokenizer.
    static func createUserWords(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE user_word(
                    word TEXT PRIMARY KEY,
                    strength TEXT NOT NULL CHECK(strength IN ('soft', 'hard', 'deny')),
                    added_at INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
