import GRDB

extension Schema {
    /// The words of each message in order as 32-bit terms, so that emerging words are counted without
    /// reading a text again: about a third of a kilobyte a message, written once in order of ids.
    ///
    /// A revision adds a row; which one held at a moment is told by `known_at`; rows of messages
    /// without a fact (open or aborted batches) are met by no query.
    static func createTerms(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE message_terms(
                    message INTEGER NOT NULL, known_at INTEGER NOT NULL, terms BLOB NOT NULL,
                    PRIMARY KEY(message, known_at)
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
