import GRDB
public import TingfengText

/// A user word (用户词) of a database.
public struct UserWordRecord: Sendable, Equatable {
    /// The word and how strongly it is meant.
    public var entry: UserWord
    /// When it was taken, in seconds since 1970.
    public var addedAt: Int64
}

extension Store {
    /// Returns the words of this database, sorted.
    public func userWords() throws -> [UserWordRecord] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM user_word ORDER BY word").map { row in
                UserWordRecord(
                    entry: UserWord(
                        row["word"],
                        UserWords.Strength(rawValue: row["strength"]) ?? .soft
                    ),
                    addedAt: row["added_at"]
                )
            }
        }
    }

    /// Takes words, in place of what was said of them before; messages that come in from now on
    /// are cut by them.
    public func setUserWords(_ entries: [UserWord], now: Int64) throws {
        try write { db in
            for entry in entries {
                try db.execute(
                    sql: """
                        INSERT OR REPLACE INTO user_word(word, strength, added_at) VALUES (?, ?, ?)
                        """,
                    arguments: [entry.word, entry.strength.rawValue, now]
                )
            }
        }
    }

    /// Removes a word; returns whether it was there.
    public func removeUserWord(_ word: String) throws -> Bool {
        try write { db in
            try db.execute(sql: "DELETE FROM user_word WHERE word = ?", arguments: [word])
            return db.changesCount > 0
        }
    }
}
