import GRDB
public import Tingfeng
import TingfengText

/// Finds messages that contain the words asked for (检索).
public struct SearchQuery: Sendable {
    /// The order of the hits.
    public enum Order: String, Sendable, CaseIterable {
        /// Hits on word boundaries first, then by BM25.
        case rank
        case time
    }

    /// Words and fields that a message must have or lack.
    public var syntax: SearchSyntax
    /// Epoch seconds, `[from, to)`.
    public var range: Range<Int64>
    /// How hits are sorted.
    public var order = Order.rank
    /// Hits returned at most.
    public var limit = 20
    /// Hits left out before the first that is returned.
    public var offset = 0

    /// Asks for the 20 best hits, of all times unless a range is given.
    public init(_ syntax: SearchSyntax, in range: Range<Int64> = 0..<Int64(1) << 40) {
        self.syntax = syntax
        self.range = range
    }
}

/// A message that a search found.
public struct SearchHit: Sendable {
    /// Id of the message in its source.
    public var id: String
    /// Where it came from (来源).
    public var source: String
    /// When the citizen wrote, in seconds since 1970.
    public var createdAt: Int64
    /// Category path that it is counted under.
    public var category: String
    /// Region path, or `未知`.
    public var region: String
    /// Key of its matter (诉求事项).
    public var matter: String
    /// Cleaned title.
    public var title: String
    /// Cleaned text around the first hit, with the hits marked by 【】.
    public var snippet: String
    /// Whether title and snippet are withheld, as the citizen asked (保密).
    public var isConfidential: Bool

    /// Stands for the text of a message that is not to be quoted.
    static let secretTitle = "（保密）"
}

extension Store {
    /// Returns hits as of a moment.
    public func search(_ query: SearchQuery, _ reading: TextReading, asOf: AsOf) throws
        -> [SearchHit]
    {
        let plan = try SearchPlan(query, reading)
        let highlighter = SearchHighlighter(query.syntax.expanded(reading), reading)
        return try read { db in
            let hit = try db.makeStatement(sql: SearchPlan.hit)
            return try plan.ids(db, asOf).compactMap { id in
                try Row.fetchOne(hit, arguments: ["id": id, "asOf": asOf.time]).map { row in
                    SearchHit(row, highlighter, reading)
                }
            }
        }
    }

    /// Returns how many messages a search finds.
    public func count(_ query: SearchQuery, _ reading: TextReading, asOf: AsOf) throws -> Int {
        let plan = try SearchPlan(query, reading)
        return try read { db in
            guard let sql = try plan.count(db) else { return 0 }
            return try Int.fetchOne(db, sql: sql, arguments: plan.arguments(asOf)) ?? 0
        }
    }

    /// Returns the hours of the messages that a search finds, with their numbers.
    static func hours(
        _ db: Database,
        of query: SearchQuery,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> [CountLedger.Hour] {
        let plan = try SearchPlan(query, reading)
        guard let sql = try plan.times(db) else { return [] }
        let times = try Int64.fetchCursor(db, sql: sql, arguments: plan.arguments(asOf))
        var counts: [Int64: Int] = [:]
        while let time = try times.next() { counts[time - time % 3600, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }
            .map { CountLedger.Hour(bin: $0.key, messages: $0.value) }
    }
}

extension SearchHit {
    fileprivate init(_ row: Row, _ highlighter: SearchHighlighter, _ reading: TextReading) {
        let title: String = row["title"]
        isConfidential = row["confidential"]
        id = row["external_id"]
        source = row["source"]
        createdAt = row["created_at"]
        category = row["category"]
        region = row["region"]
        matter = row["matter"]
        // GB/T 33358: what a citizen wants kept secret is counted, never quoted.
        self.title =
            isConfidential ? Self.secretTitle : reading.title(title, orStartOf: row["body"])
        snippet = isConfidential ? "" : highlighter.snippet(title: title, body: row["body"])
    }
}
