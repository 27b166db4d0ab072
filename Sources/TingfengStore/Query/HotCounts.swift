import GRDB
import Tingfeng

/// Counts of a hot list: the window itself and the windows before it, from facts alone.
struct HotCounts {
    /// What the window holds for one row.
    struct Group {
        var messages = 0
        var callers: Set<String> = []
        var matters: Set<Int64> = []
        var first = Int64.max
        var last = Int64.min
        var urgency = 0
        var up = 0
        /// Level-1 category of the newest message: the peers that tell what to expect.
        var peers = ""
        /// Messages by id, for the description.
        var members: [Int64] = []
    }

    private(set) var now: [String: Group] = [:]
    /// Messages of the window, whether one row counts them or several.
    private(set) var messages = 0
    private(set) var expectation: HotExpectation

    init(_ db: Database, _ query: HotQuery, _ reading: TextReading, asOf: Int64) throws {
        let start = asOf - query.window
        let first = try CountLedger.firstEvent(db, asOf: asOf)
        let history = HotExpectation.windows(before: start, query.window, first)
        expectation = HotExpectation(windows: history)
        let keys = HotKeys(query.dimension, reading)
        try Self.forEachFact(db, keys, from: start, to: asOf, asOf: asOf) { names, fact in
            messages += 1
            for key in names { now[key, default: Group()].add(fact) }
        }
        let past = start - Int64(history) * query.window
        try Self.forEachFact(db, keys, from: past, to: start, asOf: asOf) { names, fact in
            let window = (start - fact.eventAt) / query.window
            for key in names {
                expectation.add(key: key, peers: fact.peers, window: window, caller: fact.caller)
            }
        }
        expectation.finish()
    }

    /// A fact as the hot list reads it.
    struct Fact {
        var eventAt: Int64
        var message: Int64
        var caller: String
        var matter: Int64
        var urgency: Int
        var up: Int
        var peers: String
    }

    /// Calls `body` for every fact in `(from, to]` with the keys of the rows that count it.
    private static func forEachFact(
        _ db: Database,
        _ keys: HotKeys,
        from: Int64,
        to: Int64,
        asOf: Int64,
        _ body: ([String], Fact) -> Void
    ) throws {
        var peers: [Int: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, path FROM category") {
            peers[row[0]] = keys.peers(category: row[1])
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(keys.column), event_at, f.message,
                    coalesce(f.caller, 'message ' || f.message), f.matter, f.urgency, f.up, c.id
                FROM fact f JOIN category c ON c.id = f.category \(keys.join)
                WHERE event_at > :from AND event_at <= :to AND \(AsOf.knownFact)
                ORDER BY event_at, f.message
                """,
            arguments: ["from": from, "to": to, "asOf": asOf]
        )
        while let row = try rows.next() {
            // By position: looking columns up by name took half of the time.
            guard let key: String = row[0] else { continue }
            let category: Int = row[7]
            let fact = Fact(
                eventAt: row[1],
                message: row[2],
                caller: row[3],
                matter: row[4],
                urgency: row[5],
                up: row[6],
                peers: peers[category] ?? ""
            )
            body(keys.names(key), fact)
        }
    }
}

extension HotCounts.Group {
    mutating func add(_ fact: HotCounts.Fact) {
        messages += 1
        callers.insert(fact.caller)
        matters.insert(fact.matter)
        first = min(first, fact.eventAt)
        last = max(last, fact.eventAt)
        urgency = max(urgency, fact.urgency)
        up += fact.up
        peers = fact.peers
        members.append(fact.message)
    }
}
