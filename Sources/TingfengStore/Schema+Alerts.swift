import GRDB

extension Schema {
    /// What detection keeps besides the incidents themselves.
    static func addAlerts(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE incident ADD COLUMN matter TEXT;
                ALTER TABLE incident ADD COLUMN window INTEGER NOT NULL DEFAULT 1;
                ALTER TABLE incident ADD COLUMN peak_messages INTEGER NOT NULL DEFAULT 0;
                UPDATE incident SET peak_messages = observed;

                -- How often chance alarms came in the past; the curves are decimals parted by
                -- spaces, one for each of FalseAlarmCurve.thresholds.
                CREATE TABLE calibration(
                    day INTEGER PRIMARY KEY, days INTEGER NOT NULL, false_per_day REAL NOT NULL,
                    min_count INTEGER NOT NULL, series TEXT NOT NULL, matters TEXT NOT NULL
                ) STRICT;

                CREATE TABLE silence(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, matching TEXT NOT NULL,
                    from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, reason TEXT NOT NULL,
                    actor TEXT NOT NULL, added_at INTEGER NOT NULL,
                    expired_at INTEGER, expired_by TEXT
                ) STRICT;
                """
        )
    }
}
