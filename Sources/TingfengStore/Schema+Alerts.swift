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

    /// Alarms of single hours, and what the detector knows of each series.
    static func addDetectStates(_ db: Database) throws {
        try db.execute(
            sql: """
                -- Hour of the day that the peak alarm counts; NULL for whole days.
                ALTER TABLE incident ADD COLUMN peak_hour INTEGER;

                CREATE INDEX incident_log_incident ON incident_log(incident, id);

                -- What became known since a run, whenever it was said.
                CREATE INDEX count_delta_known ON count_delta(known_bin);

                -- What a detect run leaves to the next: the states of the series before `day`, of
                -- the counts known before `known`, an hour, in the ledger's rows up to `ledger`.
                -- They can be made anew from the ledger at any time.
                CREATE TABLE detect_state(
                    id INTEGER PRIMARY KEY CHECK(id = 1), settings TEXT NOT NULL,
                    known INTEGER NOT NULL, ledger INTEGER NOT NULL, day INTEGER NOT NULL,
                    start INTEGER NOT NULL, first INTEGER NOT NULL, days BLOB NOT NULL
                ) STRICT;
                -- '' is everything. `state` is the detector's, of a series too thin to be judged its
                -- bins and their counts; NULL where the ledger has to be asked.
                CREATE TABLE detect_series(
                    id INTEGER PRIMARY KEY, category TEXT NOT NULL, region TEXT NOT NULL,
                    total INTEGER NOT NULL, state BLOB, hours BLOB, UNIQUE(category, region)
                ) STRICT;
                """
        )
    }

    /// Incidents of watch rules, and what is to be told to whom.
    static func addOutbox(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE incident ADD COLUMN rule TEXT;
                -- The whole rule as it was when it fired, as JSON.
                ALTER TABLE incident ADD COLUMN rule_terms TEXT;
                -- Command of an external detector; empty for the built-in one.
                ALTER TABLE calibration ADD COLUMN detector TEXT NOT NULL DEFAULT '';

                -- One row for each thing to tell a receiver; rev counts the incident's steps. The
                -- alert is kept as it was when the row was written, in the same transaction as the
                -- step itself.
                CREATE TABLE outbox(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, receiver TEXT NOT NULL,
                    incident TEXT NOT NULL, rev INTEGER NOT NULL,
                    status TEXT NOT NULL CHECK(status IN ('firing', 'resolved')),
                    severity TEXT NOT NULL, alert TEXT NOT NULL, added_at INTEGER NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL,
                    delivered_at INTEGER, error TEXT,
                    UNIQUE(receiver, incident, rev)
                ) STRICT;
                CREATE INDEX outbox_waiting ON outbox(next_at) WHERE delivered_at IS NULL;
                """
        )
    }
}
