import Foundation
import GRDB
import Tingfeng
import TingfengTrends

/// One row of the hot list, with every term of its heat.
public struct HotRow: Sendable {
    /// Place in the list from 1; 0 until the list is sorted.
    public var rank = 0
    /// Matter key, category path, region path, unit or word.
    public let key: String
    /// Messages in the window.
    public let messages: Int
    /// Distinct callers in the window; a message without caller counts as one.
    public let callers: Int
    /// Distinct matters (诉求事项) in the window.
    public let matters: Int
    /// Callers that the windows before lead one to expect.
    public let expected: Double
    /// Probability of so many callers by chance, 0…1.
    public let p: Double
    /// p corrected for the number of rows (Benjamini–Hochberg); 1 with fewer than two callers.
    public private(set) var q = 1.0
    /// Log-likelihood excess of distinct callers, recency, urgency, likes.
    public let excess: Double
    /// R of the heat, 0…1: halves with every 7 days since the newest message of the window.
    public let recency: Double
    /// U of the heat: the highest urgency of a message in the window, 0, 1 (紧急) or 2 (特急).
    public let urgency: Double
    /// L of the heat, 0…1, by the logarithm of the likes; 1 from 99 likes on.
    public let likes: Double
    /// First and last message of the row as far as known; of a matter over its whole life.
    public private(set) var first: Int64
    /// Newest message of the row, in seconds since 1970.
    public private(set) var last: Int64
    /// Region and place words of a matter; `nil` for other rows.
    public private(set) var place: String?
    /// Title of a matter's most central message; the key for other rows.
    public private(set) var description = ""
    /// Category path of a matter's most central message; `nil` for other rows.
    public private(set) var category: String?
    /// Share of the window's messages.
    public private(set) var share = 0.0
    let members: [Int64]

    /// 100·(1 − exp(−(E + R + U + L)/10)).
    public var heat: Double {
        100 * (1 - exp(-(excess + recency + urgency + likes) / 10))
    }

    init(_ key: String, _ group: HotCounts.Group, _ expectation: HotExpectation, _ asOf: Int64) {
        self.key = key
        messages = group.messages
        callers = group.callers.count
        matters = group.matters.count
        expected = expectation.mean(of: key, peers: group.peers)
        p = expectation.p(callers: callers, of: key, peers: group.peers)
        excess = Self.excess(callers: Double(callers), expected: expected)
        recency = exp2(-Double(asOf - group.last) / HotQuery.recencyHalfLife)
        urgency = Double(group.urgency)
        likes = min(1, log10(1 + Double(group.up)) / 2)
        first = group.first
        last = group.last
        members = group.members
    }

    /// Poisson log-likelihood ratio of the count against its expectation, zero below it.
    private static func excess(callers: Double, expected: Double) -> Double {
        guard callers > expected else { return 0 }
        return callers * log(callers / expected) - (callers - expected)
    }

    /// Sets what only all rows together tell: q over the rows with at least two callers (one
    /// caller repeats nothing) and each row's share of the window's messages.
    static func compareRows(_ rows: inout [HotRow], messages: Int) {
        let total = Double(max(messages, 1))
        for index in rows.indices { rows[index].share = Double(rows[index].messages) / total }
        let tested = rows.indices.filter { rows[$0].callers >= 2 }
        let q = FalseDiscoveryRate.qValues(tested.map { rows[$0].p })
        for (index, q) in zip(tested, q) { rows[index].q = q }
    }
}

extension HotRow {
    /// Adds what people read: the title of the most central message, the place, the whole span.
    mutating func describe(
        _ db: Database,
        _ dimension: HotQuery.Dimension,
        _ reading: TextReading,
        asOf: Int64
    ) throws {
        guard dimension == .matter else {
            description = key
            return
        }
        try describeMatter(db, reading, asOf: asOf)
        try setSpan(db, asOf: asOf)
    }

    /// So many of the window's messages tell what the matter is about, the newest ones.
    private static let describingMessages = 200

    private mutating func describeMatter(
        _ db: Database,
        _ reading: TextReading,
        asOf: Int64
    ) throws {
        let chosen = members.suffix(Self.describingMessages).map(String.init)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.title, m.body, m.confidential, r.path AS region, c.path AS category,
                    t.place
                FROM fact f JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)
                JOIN matter t ON t.id = f.matter
                JOIN region r ON r.id = f.region JOIN category c ON c.id = f.category
                WHERE f.message IN (\(chosen.joined(separator: ",")))
                    AND f.known_at <= :asOf AND (f.until IS NULL OR f.until > :asOf)
                ORDER BY f.event_at, f.message
                """,
            arguments: ["asOf": asOf]
        )
        let titles = rows.map { reading.title($0["title"], orStartOf: $0["body"]) }
        let isQuotable = rows.map { !($0["confidential"] as Bool) }
        let central = CentralTitle.choose(titles, isQuotable: isQuotable)
        description = central ?? SearchHit.secretTitle
        guard let row = zip(titles, rows).first(where: { $0.0 == central })?.1 ?? rows.first else {
            return
        }
        category = row["category"]
        place = [row["region"] as String?, row["place"] as String?]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private mutating func setSpan(_ db: Database, asOf: Int64) throws {
        let span = try Row.fetchOne(
            db,
            sql: """
                SELECT min(event_at), max(event_at) FROM fact
                WHERE matter = (SELECT id FROM matter WHERE key = :key) AND \(AsOf.knownFact)
                """,
            arguments: ["key": key, "asOf": asOf]
        )
        guard let span, let from: Int64 = span[0], let to: Int64 = span[1] else { return }
        first = from
        last = to
    }

    /// So many messages tell where a matter is.
    private static let votingMessages = 100

    /// Takes the place that most messages of the window name.
    mutating func locate(_ db: Database, _ finder: inout StoredPlaces, asOf: Int64) throws {
        let ids = members.prefix(Self.votingMessages).map(String.init).joined(separator: ",")
        let texts = try Row.fetchAll(
            db,
            sql: """
                SELECT m.title, m.body, m.region FROM message m
                WHERE m.origin IN (\(ids)) AND \(AsOf.knownMessage) AND NOT m.confidential
                ORDER BY m.origin
                """,
            arguments: ["asOf": asOf]
        )
        var votes = PlaceVotes()
        for text in texts {
            votes.add(finder.places(title: text[0], body: text[1], region: text[2]))
        }
        place = votes.name ?? place
    }
}
