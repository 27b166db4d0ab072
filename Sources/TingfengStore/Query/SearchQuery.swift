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
        let highlighter = SearchHighlighter(query.syntax, reading)
        return try read { db in
            guard let sql = try plan.hits(db) else { return [] }
            return try Row.fetchAll(db, sql: sql, arguments: plan.arguments(asOf)).map { row in
                SearchHit(row, highlighter, reading)
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
    func hours(
        of query: SearchQuery,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> [CountLedger.Hour] {
        let plan = try SearchPlan(query, reading)
        return try read { db in
            guard let sql = try plan.hours(db) else { return [] }
            return try Row.fetchAll(db, sql: sql, arguments: plan.arguments(asOf))
                .map { CountLedger.Hour(bin: $0[0], messages: $0[1]) }
        }
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

/// A search as SQL over the text index and the message table.
private struct SearchPlan {
    private let query: SearchQuery
    private let match: String?
    private let wordMatch: String?
    private let excluded: String?

    init(_ query: SearchQuery, _ reading: TextReading) throws {
        self.query = query
        let expression = try SearchExpression(query.syntax, reading)
        match = expression.literal
        wordMatch = expression.words
        excluded = expression.excluded
    }

    func arguments(_ asOf: AsOf) -> StatementArguments {
        var arguments: StatementArguments = [
            "from": query.range.lowerBound, "to": query.range.upperBound, "asOf": asOf.time,
        ]
        if let match { arguments += ["match": match] }
        if let wordMatch { arguments += ["words": wordMatch] }
        if let excluded { arguments += ["excluded": excluded] }
        for (index, field) in query.syntax.fields.enumerated() {
            arguments += ["field\(index)": field.value]
        }
        return arguments
    }

    func hits(_ db: Database) throws -> String? {
        guard let condition = try condition(db) else { return nil }
        return """
            SELECT m.external_id, s.name AS source, m.created_at, m.title, m.body, m.confidential,
                c.path AS category, r.path AS region, t.key AS matter
            FROM (
                SELECT m.*, f.category AS category_id, f.region AS region_id, f.matter AS matter_id
                FROM \(tables) WHERE \(condition) ORDER BY \(order)
                LIMIT \(query.limit) OFFSET \(query.offset)
            ) m
            JOIN source s ON s.id = m.source JOIN category c ON c.id = m.category_id
            JOIN region r ON r.id = m.region_id JOIN matter t ON t.id = m.matter_id
            """
    }

    func count(_ db: Database) throws -> String? {
        try condition(db).map { "SELECT count(*) FROM \(tables) WHERE \($0)" }
    }

    func hours(_ db: Database) throws -> String? {
        try condition(db).map { condition in
            """
            SELECT m.created_at - m.created_at % 3600 AS bin, count(*) FROM \(tables)
            WHERE \(condition) GROUP BY bin ORDER BY bin
            """
        }
    }

    private var tables: String {
        let index = match == nil ? "" : "message_text JOIN "
        let on = match == nil ? "" : " ON m.id = message_text.rowid"
        return "\(index)message m\(on) JOIN fact f ON f.message = m.origin"
            + " AND f.event_at = m.created_at"
    }

    private var order: String {
        guard query.order == .rank, match != nil else { return "m.created_at DESC, m.id DESC" }
        // bm25 is negative, the best hit least; equal hits newest first.
        let words = wordMatch == nil ? "" : "(m.id IN (\(Self.rows(matching: ":words")))) DESC, "
        return words + "message_text.rank, m.created_at DESC, m.id DESC"
    }

    private func condition(_ db: Database) throws -> String? {
        var parts = [
            "m.created_at >= :from", "m.created_at < :to", AsOf.knownMessage,
            "f.known_at <= :asOf", "(f.until IS NULL OR f.until > :asOf)",
        ]
        if match != nil { parts.append("message_text MATCH :match") }
        if excluded != nil { parts.append("m.id NOT IN (\(Self.rows(matching: ":excluded")))") }
        for (index, field) in query.syntax.fields.enumerated() {
            guard let part = try Self.condition(db, field.field, field.value, index) else {
                return nil
            }
            parts.append(part)
        }
        return parts.joined(separator: " AND ")
    }

    private static func condition(
        _ db: Database,
        _ field: SearchSyntax.Field,
        _ value: String,
        _ index: Int
    ) throws -> String? {
        var filter = SeriesFilter()
        switch field {
        case .category: filter.category = value
        case .region: filter.region = value
        case .source: filter.source = value
        case .kind: filter.kind = value
        case .unit: return "m.unit = :field\(index)"
        case .id: return "m.external_id = :field\(index)"
        case .status: return "m.status = :field\(index)"
        }
        return try filter.condition(db).map { "f.\($0)" }
    }

    private static func rows(matching parameter: String) -> String {
        "SELECT rowid FROM message_text WHERE message_text MATCH \(parameter)"
    }
}
