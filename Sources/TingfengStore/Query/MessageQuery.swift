import GRDB
public import Tingfeng

/// A message as it was known at a moment, with what the stages found in it.
public struct StoredMessage: Sendable {
    /// The masked input; what a citizen wants kept secret is left out (GB/T 33358).
    public var message: Message
    /// 1 for the first, one more with every change.
    public var rev: Int
    /// When this revision became known, in epoch seconds.
    public var arrivedAt: Int64
    /// Path under which it is counted.
    public var category: String
    /// The best path, also where it is left to people.
    public var bestPath: String
    /// Calibrated probability that level 1 is right.
    public var probability: Double
    /// Whether it is left to people (待人工).
    public var isAbstained: Bool
    /// `input` or the name of the model.
    public var model: String
    /// Region path, root first, or 未知.
    public var region: String
    /// Key of its matter.
    public var matter: String
    /// Kinds and byte ranges of what was masked in title + "\n" + body, as stored.
    public var masks: String

    /// Name of its source.
    public var source: String { message.source }
}

extension Store {
    /// Returns the messages that `source:id` or `id` names, at most one a source.
    public func messages(named name: String, asOf: AsOf) throws -> [StoredMessage] {
        try read { db in
            let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                let found = try StoredMessage.fetch(
                    db,
                    id: String(parts[1]),
                    source: String(parts[0]),
                    asOf: asOf
                )
                if !found.isEmpty { return found }
            }
            // An id may hold a colon itself.
            return try StoredMessage.fetch(db, id: name, source: nil, asOf: asOf)
        }
    }
}

extension StoredMessage {
    fileprivate static func fetch(
        _ db: Database,
        id: String,
        source: String?,
        asOf: AsOf
    ) throws -> [StoredMessage] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.*, s.name AS source_name, c.path AS counted, r.path AS region_path,
                    t.key AS matter_key, l.path AS label, l.probability, l.abstained, l.model
                FROM message m JOIN source s ON s.id = m.source
                JOIN fact f ON f.message = m.origin AND f.event_at = m.created_at
                    AND f.known_at <= :asOf AND (f.until IS NULL OR f.until > :asOf)
                JOIN category c ON c.id = f.category JOIN region r ON r.id = f.region
                JOIN matter t ON t.id = f.matter
                JOIN label l ON l.message = m.origin AND l.known_at = (
                    SELECT max(known_at) FROM label WHERE message = m.origin AND known_at <= :asOf
                )
                WHERE m.source IN (SELECT id FROM source WHERE name = coalesce(:source, name))
                    AND m.external_id = :id AND \(AsOf.knownMessage)
                ORDER BY s.name
                """,
            arguments: ["id": id, "source": source, "asOf": asOf.time]
        ).map { StoredMessage($0).asKnown(at: asOf.time) }
    }

    private init(_ row: Row) {
        message = Message(row)
        rev = row["rev"]
        arrivedAt = row["arrived_at"]
        category = row["counted"]
        bestPath = row["label"]
        probability = row["probability"]
        isAbstained = row["abstained"]
        model = row["model"]
        region = row["region_path"]
        matter = row["matter_key"]
        masks = row["masks"] ?? ""
    }
}

extension StoredMessage {
    /// Leaves out what had not happened yet: history that is loaded at once brings the end of a
    /// message together with its beginning.
    fileprivate func asKnown(at moment: Int64) -> StoredMessage {
        var known = self
        let life = message.lifecycle
        let past = { (time: Int64?) in time.flatMap { $0 <= moment ? $0 : nil } }
        known.message.lifecycle.dispatchedAt = past(life.dispatchedAt)
        known.message.lifecycle.acceptedAt = past(life.acceptedAt)
        known.message.lifecycle.repliedAt = past(life.repliedAt)
        known.message.lifecycle.closedAt = past(life.closedAt)
        guard known.message.lifecycle != life else { return self }
        known.message.reply = nil
        known.message.lifecycle.status = nil
        known.message.lifecycle.isResponded = nil
        known.message.lifecycle.isResolved = nil
        known.message.lifecycle.isSatisfied = nil
        return known
    }
}

extension Message {
    fileprivate init(_ row: Row) {
        self.init(
            id: row["external_id"],
            source: row["source_name"],
            createdAt: row["created_at"],
            title: row["title"],
            body: row["body"]
        )
        isConfidential = row["confidential"]
        kind = (row["kind"] as String?).flatMap(AppealKind.init(rawValue:))
        address = row["address"]
        unit = row["unit"]
        urgency = row["urgency"]
        isRepeat = row["is_repeat"]
        reply = row["reply"]
        channel = row["channel"]
        up = row["up"]
        down = row["down"]
        lifecycle = Lifecycle(row)
        if isConfidential {
            title = "（保密）"
            body = ""
            address = nil
            reply = nil
        }
    }
}

extension Message.Lifecycle {
    fileprivate init(_ row: Row) {
        self.init()
        status = row["status"]
        dispatchedAt = row["dispatched_at"]
        dueAt = row["due_at"]
        acceptedAt = row["accepted_at"]
        repliedAt = row["replied_at"]
        closedAt = row["closed_at"]
        isResponded = row["responded"]
        isResolved = row["resolved"]
        isSatisfied = row["satisfied"]
    }
}
