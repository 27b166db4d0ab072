import GRDB
import Tingfeng

/// A search as SQL: hits of the text index, checked against the narrow `revision` table; message
/// rows are read only where a condition or the answer needs their text.
struct SearchPlan {
    private let query: SearchQuery
    private let match: String?
    private let wordMatch: String?
    private let excluded: String?

    init(_ query: SearchQuery, _ reading: TextReading) throws {
        self.query = query
        let expression = try SearchExpression(query.syntax.expanded(reading), reading)
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

    /// Returns the ids of the hits, best first.
    func ids(_ db: Database, _ asOf: AsOf) throws -> [Int64] {
        guard let condition = try condition(db) else { return [] }
        let sql = """
            SELECT v.id FROM \(tables) WHERE \(condition) ORDER BY \(order)
            LIMIT \(query.limit) OFFSET \(query.offset)
            """
        return try Int64.fetchAll(db, sql: sql, arguments: arguments(asOf))
    }

    /// What a list shows of a hit.
    static let hit = """
        SELECT m.external_id, s.name AS source, m.created_at, m.title, m.body, m.confidential,
            c.path AS category, r.path AS region, t.key AS matter
        FROM message m JOIN fact f ON \(factOfRevision(origin: "m.origin", event: "m.created_at"))
        JOIN source s ON s.id = m.source JOIN category c ON c.id = f.category
        JOIN region r ON r.id = f.region JOIN matter t ON t.id = f.matter
        WHERE m.id = :id
        """

    func count(_ db: Database) throws -> String? {
        try condition(db).map { "SELECT count(*) FROM \(tables) WHERE \($0)" }
    }

    /// The event times of all hits.
    func times(_ db: Database) throws -> String? {
        try condition(db).map { "SELECT v.event_at FROM \(tables) WHERE \($0)" }
    }

    /// Returns who spoke when about which matter, of all hits in order of time.
    func calls(_ db: Database, _ asOf: AsOf) throws -> [RuleCount.Call] {
        guard let condition = try condition(db) else { return [] }
        let sql = """
            SELECT v.event_at, o.known_at, v.origin, coalesce(f.caller, 'message ' || v.origin), f.matter
            FROM \(tables(withFact: true)) JOIN revision o ON o.id = v.origin
            WHERE \(condition) ORDER BY v.event_at, v.origin
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments(asOf)).map {
            RuleCount.Call(at: $0[0], known: $0[1], message: $0[2], caller: $0[3], matter: $0[4])
        }
    }

    private var tables: String { tables(withFact: needsFact) }

    private func tables(withFact: Bool) -> String {
        var tables = match == nil ? "revision v" : "message_text CROSS JOIN revision v"
        if match != nil { tables += " ON v.id = message_text.rowid" }
        if withFact {
            tables += " JOIN fact f ON "
            tables += Self.factOfRevision(origin: "v.origin", event: "v.event_at")
        }
        if needsMessage { tables += " JOIN message m ON m.id = v.id" }
        return tables
    }

    private var needsFact: Bool {
        query.syntax.fields.contains { [.category, .region, .source, .kind].contains($0.field) }
    }

    private var needsMessage: Bool {
        query.syntax.fields.contains { [.unit, .id, .status].contains($0.field) }
    }

    private static func factOfRevision(origin: String, event: String) -> String {
        """
        f.event_at = \(event) AND f.message = \(origin)
            AND f.known_at <= :asOf AND (f.until IS NULL OR f.until > :asOf)
        """
    }

    private var order: String {
        guard query.order == .rank, match != nil else { return "v.event_at DESC, v.id DESC" }
        // bm25 is negative, the best hit least; equal hits newest first.
        let words = wordMatch == nil ? "" : "(v.id IN (\(Self.rows(matching: ":words")))) DESC, "
        return words + "message_text.rank, v.event_at DESC, v.id DESC"
    }

    private func condition(_ db: Database) throws -> String? {
        var parts = [
            "v.event_at >= :from", "v.event_at < :to", "v.known_at <= :asOf",
            "(v.until IS NULL OR v.until > :asOf)",
        ]
        if match != nil { parts.append("message_text MATCH :match") }
        if excluded != nil { parts.append("v.id NOT IN (\(Self.rows(matching: ":excluded")))") }
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
