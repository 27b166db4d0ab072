import Foundation
import GRDB
import TingfengLabels

/// The matcher with the matters of the database.
struct StoredMatcher {
    private var matcher = MatterMatcher()
    private var ids: [String: Int64] = [:]
    /// Matters whose profile has changed since it was stored.
    private var changed: Set<String> = []

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT id, key, profile FROM matter ORDER BY id")
        while let row = try rows.next() {
            let key: String = row[1]
            _ = matcher.restore(key, profile: Array(row[2] as Data))
            ids[key] = row[0]
        }
    }

    /// A message that is to be assigned.
    struct Newcomer {
        var message: Int64
        var source: String
        var externalID: String
        var createdAt: Int64
        var arrivedAt: Int64
        var features: MatterFeatures
    }

    /// Assigns a message and writes where it belongs.
    mutating func assign(_ db: Database, _ message: Newcomer, batch: Int64) throws {
        let key = "\(message.source):\(message.externalID)"
        let found = matcher.assign(message.features, id: key, at: message.createdAt)
        let matter =
            try ids[found.matter]
            ?? insert(db, found.matter, founder: message.message, batch: batch)
        changed.insert(found.matter)
        try db.cachedStatement(sql: "INSERT INTO membership VALUES (?, ?, ?, ?, 'model', ?)")
            .execute(arguments: [
                message.message, message.arrivedAt, matter, found.similarity, batch,
            ])
    }

    /// Writes what the matters have learned, in the transaction that sets the end mark.
    func saveProfiles(_ db: Database) throws {
        let statement = try db.cachedStatement(sql: "UPDATE matter SET profile = ? WHERE id = ?")
        for key in changed.sorted() {
            guard let id = ids[key], let profile = matcher.profile(of: key) else { continue }
            try statement.execute(arguments: [Data(profile), id])
        }
    }

    private mutating func insert(
        _ db: Database,
        _ key: String,
        founder: Int64,
        batch: Int64
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT INTO matter(key, founder, batch, profile) VALUES (?, ?, ?, x'')"
        ).execute(arguments: [key, founder, batch])
        ids[key] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }
}
