import GRDB

/// The tables of a Tingfeng database, as migrations.
///
/// Nothing that a past answer depends on is ever changed in place: a message is a row per revision,
/// labels and memberships are logs, counts are an append-only ledger. So every question can be
/// asked as of a past moment.
enum Schema {
    /// Newest schema that this build knows, kept in `PRAGMA user_version`.
    static let version = 5

    /// Oldest one that can be used or upgraded; those before it were made by builds that were never
    /// released.
    static let oldest = 5

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v5") { db in
            try createNames(db)
            try createMessages(db)
            try createLedgers(db)
            try createNarrowTables(db)
            try createTerms(db)
            try createIncidents(db)
            try createAccess(db)
            try createMatterDecisions(db)
            try createUserWords(db)
            try createCorrections(db)
            try addAlerts(db)
            try addOutbox(db)
            try addDetectStates(db)
            try db.execute(sql: "PRAGMA user_version = 5")
        }
        return migrator
    }

    /// Small dictionaries, so that ledgers hold integers.
    private static func createNames(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
                CREATE TABLE category(
                    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
                    top TEXT NOT NULL
                        GENERATED ALWAYS AS (substr(path, 1, instr(path || '/', '/') - 1)) STORED
                ) STRICT;
                CREATE TABLE region(
                    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, code TEXT, population INTEGER
                ) STRICT;
                CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
                CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
                """
        )
    }

    private static func createMessages(_ db: Database) throws {
        try db.execute(
            sql: """
                -- A batch is one file (or one acknowledged part of a stream). Its rows are hidden
                -- from queries while its state is 'open'.
                CREATE TABLE batch(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    file TEXT NOT NULL, bytes INTEGER, modified_at INTEGER, model TEXT NOT NULL,
                    started_at INTEGER NOT NULL, ended_at INTEGER,
                    state TEXT NOT NULL CHECK(state IN ('open', 'done', 'aborted')),
                    progress INTEGER NOT NULL DEFAULT 0,
                    read INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0,
                    updated INTEGER NOT NULL DEFAULT 0, same INTEGER NOT NULL DEFAULT 0,
                    rejected INTEGER NOT NULL DEFAULT 0
                ) STRICT;

                -- One row per revision; `id` is also the rowid of the text index and is never
                -- used again. `origin` is the id of the first revision: the message itself.
                CREATE TABLE message(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    origin INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch(id),
                    source INTEGER NOT NULL REFERENCES source(id), external_id TEXT NOT NULL,
                    rev INTEGER NOT NULL,
                    created_at INTEGER NOT NULL, arrived_at INTEGER NOT NULL,
                    ingested_at INTEGER NOT NULL, superseded_at INTEGER,
                    title TEXT NOT NULL, body TEXT NOT NULL, masks TEXT,
                    kind TEXT, category TEXT, category_code TEXT, region TEXT, address TEXT,
                    unit TEXT, co_units TEXT, urgency TEXT,
                    confidential INTEGER NOT NULL DEFAULT 0, is_repeat INTEGER,
                    status TEXT, dispatched_at INTEGER, due_at INTEGER, accepted_at INTEGER,
                    replied_at INTEGER, closed_at INTEGER,
                    responded INTEGER, resolved INTEGER, satisfied INTEGER,
                    reply TEXT, channel TEXT, caller_hash TEXT,
                    up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0,
                    extra TEXT, content_hmac TEXT NOT NULL,
                    -- What the model says where the source is silent, apart from what it said.
                    model_kind TEXT, model_urgency TEXT, urgency_score REAL, aspects TEXT,
                    -- What else a message is about, one category path a line.
                    other_matters TEXT,
                    UNIQUE(source, external_id, rev)
                ) STRICT;
                CREATE INDEX message_origin ON message(origin, rev);

                -- Character bigrams, one position a character, and words; see IndexTerms.
                CREATE VIRTUAL TABLE message_text USING fts5(
                    characters, words, content='', tokenize='\(IndexTermDecoder.name)'
                );
                -- Postings are gathered in 32 MB instead of 1 MB before they are written as a
                -- segment: fewer, larger segments and merges (ingest speed, benchmarks/ingest).
                INSERT INTO message_text(message_text, rank) VALUES('hashsize', 33554432);
                -- Sixteen segments of a size are merged at once, not four: each commit of an ingest
                -- leaves one, and every merge writes its postings again (benchmarks/ingest).
                INSERT INTO message_text(message_text, rank) VALUES('automerge', 16);

                CREATE TABLE quarantine(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    batch INTEGER NOT NULL REFERENCES batch(id),
                    file TEXT NOT NULL, source TEXT, row INTEGER NOT NULL, byte_offset INTEGER,
                    column_name TEXT, reason TEXT NOT NULL, detail TEXT NOT NULL,
                    cells TEXT NOT NULL, added_at INTEGER NOT NULL, retried_at INTEGER
                ) STRICT;
                CREATE INDEX quarantine_batch ON quarantine(batch);
                CREATE INDEX quarantine_row ON quarantine(file, row);
                """
        )
    }

    private static func createLedgers(_ db: Database) throws {
        try db.execute(
            sql: """
                -- Logs: what was known about a message, and since when.
                CREATE TABLE label(
                    message INTEGER NOT NULL, known_at INTEGER NOT NULL,
                    category INTEGER NOT NULL REFERENCES category(id),
                    path TEXT NOT NULL, probability REAL NOT NULL, abstained INTEGER NOT NULL,
                    model TEXT NOT NULL, actor TEXT NOT NULL, batch INTEGER NOT NULL,
                    PRIMARY KEY(message, known_at)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE matter(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
                    founder INTEGER NOT NULL, batch INTEGER NOT NULL,
                    profile BLOB NOT NULL, place TEXT
                ) STRICT;
                CREATE TABLE membership(
                    message INTEGER NOT NULL, known_at INTEGER NOT NULL, matter INTEGER NOT NULL,
                    similarity REAL NOT NULL, actor TEXT NOT NULL, batch INTEGER NOT NULL,
                    PRIMARY KEY(message, known_at)
                ) STRICT, WITHOUT ROWID;

                -- What a count needs of a message, one row per state it was known in. Distinct
                -- callers and matters are counted here, bounded by the asked window.
                CREATE TABLE fact(
                    event_at INTEGER NOT NULL, message INTEGER NOT NULL,
                    known_at INTEGER NOT NULL, until INTEGER,
                    category INTEGER NOT NULL, region INTEGER NOT NULL, source INTEGER NOT NULL,
                    kind INTEGER NOT NULL, unit TEXT, caller TEXT, matter INTEGER NOT NULL,
                    urgency INTEGER NOT NULL, up INTEGER NOT NULL,
                    PRIMARY KEY(event_at, message, known_at)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX fact_matter ON fact(matter, event_at, message);
                CREATE INDEX fact_message ON fact(message);
                CREATE INDEX fact_known ON fact(known_at);
                CREATE INDEX fact_until ON fact(until) WHERE until IS NOT NULL;

                -- The append-only ledger of counts, hour bins in epoch seconds.
                CREATE TABLE count_delta(
                    event_bin INTEGER NOT NULL, known_bin INTEGER NOT NULL,
                    category INTEGER NOT NULL, region INTEGER NOT NULL, source INTEGER NOT NULL,
                    kind INTEGER NOT NULL, messages INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX count_delta_event ON count_delta(
                    event_bin, category, region, source, kind, known_bin, messages
                );

                -- Rows of an open batch that wait to be matched in order of arrival.
                CREATE TABLE waiting(
                    message INTEGER PRIMARY KEY, origin INTEGER NOT NULL, rev INTEGER NOT NULL,
                    batch INTEGER NOT NULL, arrived_at INTEGER NOT NULL,
                    created_at INTEGER NOT NULL, external_id TEXT NOT NULL,
                    category INTEGER NOT NULL, path TEXT NOT NULL, probability REAL NOT NULL,
                    abstained INTEGER NOT NULL, model TEXT NOT NULL, region INTEGER NOT NULL,
                    source INTEGER NOT NULL, kind INTEGER NOT NULL, unit TEXT, caller TEXT,
                    urgency INTEGER NOT NULL, up INTEGER NOT NULL, features BLOB NOT NULL
                ) STRICT;
                """
        )
    }

    private static func createIncidents(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE detect_run(
                    id TEXT PRIMARY KEY, as_of INTEGER NOT NULL, from_day INTEGER NOT NULL,
                    ran_at INTEGER NOT NULL, config TEXT NOT NULL, series INTEGER NOT NULL,
                    bins INTEGER NOT NULL, alarms INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE incident(
                    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, alertname TEXT NOT NULL,
                    category TEXT, region TEXT, starts_at INTEGER NOT NULL,
                    last_bin INTEGER NOT NULL, last_observed INTEGER NOT NULL,
                    ends_at INTEGER, state TEXT NOT NULL, severity TEXT NOT NULL,
                    peak_bin INTEGER NOT NULL, peak_provisional INTEGER NOT NULL,
                    observed INTEGER NOT NULL, expected REAL NOT NULL,
                    upper REAL NOT NULL, score REAL NOT NULL, p REAL NOT NULL, q REAL NOT NULL,
                    budget_rank INTEGER NOT NULL, total INTEGER NOT NULL, run TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX incident_fingerprint ON incident(fingerprint, starts_at);
                CREATE TABLE incident_log(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL,
                    as_of INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
                    action TEXT NOT NULL, detail TEXT NOT NULL
                ) STRICT;
                """
        )
    }

    private static func createAccess(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE token(
                    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
                    hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, created_at INTEGER NOT NULL,
                    expires_at INTEGER, revoked_at INTEGER
                ) STRICT;
                CREATE TABLE idempotency(
                    key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, status INTEGER NOT NULL,
                    response TEXT NOT NULL, at INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
