import Foundation
import GRDB
import Synchronization
import TingfengLabels

/// The matcher with the matters of the database.
///
/// The messages of one part are matched on one thread while another writes the next; what it finds
/// depends on their order only.
final class StoredMatcher: Sendable {
    /// A message that is to be assigned.
    struct Newcomer {
        var message: Int64
        var source: String
        var externalID: String
        var createdAt: Int64
        var arrivedAt: Int64
        var features: MatterFeatures
    }

    /// A message and where it belongs.
    struct Assigned {
        var message: Int64
        var arrivedAt: Int64
        var matter: String
        var similarity: Double
    }

    private struct State {
        var matcher: MatterMatcher
        var changed: Set<String> = []
    }

    private let state: Mutex<State>

    /// Matters that have learned something since they were stored, and what all have learned.
    var learned: (changed: Set<String>, matcher: MatterMatcher) {
        state.withLock { ($0.changed, $0.matcher) }
    }

    init(_ store: Store) throws {
        let matcher = try store.read { db in
            var matcher = MatterMatcher()
            let rows = try Row.fetchCursor(db, sql: "SELECT key, profile FROM matter ORDER BY id")
            while let row = try rows.next() {
                _ = matcher.restore(row[0], profile: Array(row[1] as Data))
            }
            return matcher
        }
        state = Mutex(State(matcher: matcher))
    }

    /// Finds where messages belong, in the order in which they are given; writes nothing.
    func assign(_ messages: [Newcomer]) -> [Assigned] {
        state.withLock { state in messages.map { Self.assign($0, &state) } }
    }

    private static func assign(_ message: Newcomer, _ state: inout State) -> Assigned {
        let found = state.matcher.assign(
            message.features,
            id: "\(message.source):\(message.externalID)",
            at: message.createdAt
        )
        state.changed.insert(found.matter)
        return Assigned(
            message: message.message,
            arrivedAt: message.arrivedAt,
            matter: found.matter,
            similarity: found.similarity
        )
    }
}

/// Writes which message belongs to which matter.
struct MembershipWriter {
    private let batch: Int64
    private var ids: [String: Int64] = [:]

    init(_ db: Database, batch: Int64) throws {
        self.batch = batch
        let rows = try Row.fetchCursor(db, sql: "SELECT id, key FROM matter")
        while let row = try rows.next() { ids[row[1]] = row[0] }
    }

    /// Writes where messages belong, and the matters that are new.
    mutating func write(_ db: Database, _ messages: [StoredMatcher.Assigned]) throws {
        for message in messages {
            let matter =
                try ids[message.matter] ?? insert(db, message.matter, founder: message.message)
            try db.cachedStatement(sql: "INSERT INTO membership VALUES (?, ?, ?, ?, 'model', ?)")
                .execute(arguments: [
                    message.message, message.arrivedAt, matter, message.similarity, batch,
                ])
        }
    }

    /// Writes what some matters have learned, in the transaction that sets the end mark.
    func saveProfiles(_ db: Database, of changed: Set<String>, _ matcher: MatterMatcher) throws {
        let statement = try db.cachedStatement(sql: "UPDATE matter SET profile = ? WHERE id = ?")
        for key in changed.sorted() {
            guard let id = ids[key], let profile = matcher.profile(of: key) else { continue }
            try statement.execute(arguments: [Data(profile), id])
        }
    }

    private mutating func insert(_ db: Database, _ key: String, founder: Int64) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT INTO matter(key, founder, batch, profile) VALUES (?, ?, ?, x'')"
        ).execute(arguments: [key, founder, batch])
        ids[key] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }
}
