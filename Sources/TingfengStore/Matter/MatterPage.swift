import GRDB
public import Tingfeng

/// One matter with its messages and what people decided about it (事项页).
public struct MatterPage: Sendable, Equatable {
    /// A message of the matter.
    public struct Member: Sendable, Equatable {
        /// `source:id`.
        public var key: String
        /// When the citizen spoke, in seconds since 1970.
        public var createdAt: Int64
        /// Cleaned title, or the start of the body.
        public var title: String
        /// How sure the matcher was; 1 for the first message and where a person decided.
        public var similarity: Double
        /// `model`, or who put it here.
        public var actor: String
        /// When the message was closed, if it was.
        public var closedAt: Int64?
        /// Whether the matter returned with it (复发): all before it were closed, or it had been
        /// silent for ``MatterPage/silence``.
        public var isRelapse: Bool
    }

    /// Seconds after which a matter that returns has relapsed: 90 days.
    public static let silence: Int64 = 90 * 86_400
    /// A matter whose messages are all closed has relapsed if one comes this much later: 7 days.
    static let closedSilence: Int64 = 7 * 86_400

    /// Id of the matter, which never changes.
    public var key: String
    /// The id that was asked for, if it was merged into this one.
    public var redirectedFrom: String?
    /// Title of the most central message.
    public var description: String
    /// Path of the region that most messages name.
    public var region: String
    /// Category path that most messages have.
    public var category: String
    /// Distinct callers; a message without caller counts as one.
    public var callers: Int
    /// Messages, earliest first.
    public var members: [Member]
    /// Decisions of people, oldest first.
    public var decisions: [MatterDecision]
}

extension Store {
    /// Returns the matter that an id names, as it was known at a moment.
    ///
    /// - Throws: ``MatterError`` if there is none.
    public func matter(
        _ name: String,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> MatterPage {
        try read { db in
            let asked = try MatterReference.named(db, name)
            let found = try MatterReference.find(db, name, asOf: asOf.time)
            let rows = try MatterPage.rows(db, found.id, asOf: asOf.time)
            guard !rows.isEmpty else { throw MatterError.unknown(id: name) }
            let members = MatterPage.members(rows, reading)
            return MatterPage(
                key: found.key,
                redirectedFrom: asked.id == found.id ? nil : asked.key,
                description: CentralTitle.choose(
                    members.map(\.title),
                    isQuotable: rows.map { !($0["confidential"] as Bool) }
                ) ?? SearchHit.secretTitle,
                region: MatterPage.commonest(rows.map { $0["region"] }),
                category: MatterPage.commonest(rows.map { $0["category"] }),
                callers: Set(rows.map { $0["caller"] as String }).count,
                members: members,
                decisions: try MatterDecision.fetch(db, matter: found.id, asOf: asOf.time)
            )
        }
    }
}

extension MatterPage {
    fileprivate static func rows(_ db: Database, _ matter: Int64, asOf: Int64) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT s.name || ':' || m.external_id AS key, m.created_at, m.title, m.body,
                    m.confidential, CASE WHEN m.closed_at <= :asOf THEN m.closed_at END AS closed_at,
                    b.similarity, b.actor, r.path AS region, c.path AS category,
                    coalesce(f.caller, 'message ' || f.message) AS caller
                FROM fact f JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)
                JOIN source s ON s.id = m.source
                JOIN region r ON r.id = f.region JOIN category c ON c.id = f.category
                JOIN membership b ON b.message = f.message AND b.known_at = (
                    SELECT max(known_at) FROM membership
                    WHERE message = f.message AND known_at <= :asOf
                )
                WHERE f.matter = :matter AND f.known_at <= :asOf
                    AND (f.until IS NULL OR f.until > :asOf)
                ORDER BY m.created_at, f.message
                """,
            arguments: ["matter": matter, "asOf": asOf]
        )
    }

    fileprivate static func members(_ rows: [Row], _ reading: TextReading) -> [Member] {
        var last: Int64?
        var lastClosed: Int64? = .min
        return rows.map { row in
            let time: Int64 = row["created_at"]
            let wasSilent = last.map { time - $0 >= silence } ?? false
            let wasClosed = lastClosed.map { last != nil && time - $0 >= closedSilence } ?? false
            let closed: Int64? = row["closed_at"]
            last = time
            // One open message keeps the matter open.
            lastClosed = lastClosed.flatMap { known in closed.map { max(known, $0) } }
            return Member(
                key: row["key"],
                createdAt: time,
                title: row["confidential"]
                    ? SearchHit.secretTitle : reading.title(row["title"], orStartOf: row["body"]),
                similarity: row["similarity"],
                actor: row["actor"],
                closedAt: closed,
                isRelapse: wasSilent || wasClosed
            )
        }
    }

    /// Returns the name that stands most often, of equal ones the first.
    fileprivate static func commonest(_ names: [String]) -> String {
        var counts: [String: Int] = [:]
        for name in names { counts[name, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        return names.first { counts[$0] == most } ?? ""
    }
}
