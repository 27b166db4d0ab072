import GRDB

extension Schema {
    /// The words of each message in order as 32-bit terms, so that emerging words are counted without
    /// reading a text again: about half a kilobyte a message, appended in order of ids.
    ///
    /// A row per revision, under its id; which one held at a moment is told by `revision`; rows of
    /// messages without a fact (open or aborted batches) are met by no query.
    static func createTerms(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE message_terms(id INTEGER PRIMARY KEY, terms BLOB NOT NULL) STRICT;
                CREATE INDEX revision_later ON revision(origin, known_at) WHERE id <> origin;
                """
        )
    }
}
