"""The database: message rows, a full-text index of bigrams and words, hourly counts. One transaction per batch."""

import sqlite3
from collections import Counter

SCHEMA = """
CREATE TABLE message (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT, created_at TEXT, title TEXT, body TEXT,
    caller BLOB, region TEXT, category TEXT, probability REAL, matter TEXT, likes INTEGER, against INTEGER,
    digest BLOB, kind TEXT, urgency TEXT, aspects TEXT, places TEXT, others TEXT);
CREATE TABLE quarantine (key INTEGER PRIMARY KEY, reason TEXT, line TEXT);
CREATE TABLE label (
    message INTEGER, known_at TEXT, category TEXT, probability REAL, PRIMARY KEY (message, known_at)) WITHOUT ROWID;
CREATE INDEX message_matter ON message (created_at, matter, caller);
CREATE TABLE hour_count (
    hour TEXT, category TEXT, region TEXT, source TEXT, kind TEXT, messages INTEGER,
    PRIMARY KEY (hour, category, region, source, kind)) WITHOUT ROWID;
CREATE VIRTUAL TABLE message_text USING fts5 (bigrams, words, content='', tokenize='unicode61 remove_diacritics 0');
"""
INSERT_MESSAGE = "INSERT INTO message VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
INSERT_LABEL = "INSERT INTO label VALUES (?,?,?,?)"
INSERT_REJECTED = "INSERT INTO quarantine (reason, line) VALUES (?,?)"
INSERT_TEXT = "INSERT INTO message_text (rowid, bigrams, words) VALUES (?,?,?)"
ADD_COUNT = (
    "INSERT INTO hour_count VALUES (?,?,?,?,?,?)"
    " ON CONFLICT DO UPDATE SET messages = messages + excluded.messages"
)


def create(path):
    """A new database in WAL mode, with the settings that bulk loading wants."""
    db = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {setting}")
    db.executescript(SCHEMA)
    db.execute("INSERT INTO message_text (message_text, rank) VALUES ('hashsize', 16777216)")
    return db


def write(db, first_key, rows, texts, rejected, source):
    """Stores one batch in one transaction: messages, labels, index entries, count increments, bad rows."""
    hours = Counter((row[2][:13], row[7], row[6], source, row[13] or "") for row in rows)
    db.execute("BEGIN")
    db.executemany(INSERT_MESSAGE, ((first_key + i, *row) for i, row in enumerate(rows)))
    db.executemany(INSERT_LABEL, ((first_key + i, row[2], row[7], row[8]) for i, row in enumerate(rows)))
    db.executemany(INSERT_REJECTED, rejected)
    db.executemany(INSERT_TEXT, ((first_key + i, *text) for i, text in enumerate(texts)))
    db.executemany(ADD_COUNT, ((*key, n) for key, n in hours.items()))
    db.execute("COMMIT")


def phrase(word):
    """The full-text query that finds every literal occurrence of a Han word of two or more characters."""
    return 'bigrams : "' + " ".join(word[i : i + 2] for i in range(len(word) - 1)) + '"'


def hits(db, word):
    """How many messages contain the word."""
    query = "SELECT count(*) FROM message_text WHERE message_text MATCH ?"
    return db.execute(query, (phrase(word),)).fetchone()[0]
