import GRDB

extension Schema {
    /// What people corrected, and which models labelled since when.
    ///
    /// Both are logs.
    static func createCorrections(_ db: Database) throws {
        try db.execute(
            sql: """
                -- One row a correction (错情): what the label was, what it became, who said so.
                CREATE TABLE correction(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, message INTEGER NOT NULL,
                    at INTEGER NOT NULL, actor TEXT NOT NULL,
                    old_path TEXT NOT NULL, old_model TEXT NOT NULL, new_path TEXT NOT NULL
                ) STRICT;
                CREATE INDEX correction_message ON correction(message);
                -- The model with the newest row labels what is ingested from then on.
                CREATE TABLE model_use(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
                    actor TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL,
                    sha256 TEXT NOT NULL
                ) STRICT;
                """
        )
    }
}
