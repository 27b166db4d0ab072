import Foundation
import GRDB
import Tingfeng
import TingfengLabels
import TingfengText

/// The row of one revision of a message.
struct MessageRecord {
    var id: Int64
    var origin: Int64
    var batch: Int64
    var source: Int
    var rev: Int
    var arrivedAt: Int64
    var ingestedAt: Int64

    private static let columns = [
        "id", "origin", "batch", "source", "external_id", "rev", "created_at", "arrived_at",
        "ingested_at", "title", "body", "masks", "kind", "category", "category_code", "region",
        "address", "unit", "co_units", "urgency", "confidential", "is_repeat", "status",
        "dispatched_at", "due_at", "accepted_at", "replied_at", "closed_at", "responded",
        "resolved",
        "satisfied", "reply", "channel", "caller_hash", "up", "down", "extra", "content_hmac",
        "model_kind", "model_urgency", "urgency_score", "aspects", "other_matters",
    ]

    private static let sql = """
        INSERT INTO message(\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """

    /// Writes the revision and its index terms.
    func insert(_ db: Database, _ analyzed: AnalyzedMessage) throws {
        let message = analyzed.message
        let life = message.lifecycle
        try db.cachedStatement(sql: Self.sql).execute(arguments: [
            id, origin, batch, source, message.id, rev, message.createdAt, arrivedAt, ingestedAt,
            message.title, message.body, Self.encode(message.masks), message.kind?.rawValue,
            message.category.isEmpty ? nil : message.category.joined(separator: "/"),
            message.categoryCode, message.region, message.address, message.unit,
            message.coUnits.isEmpty ? nil : message.coUnits.joined(separator: "、"),
            message.urgency, message.isConfidential, message.isRepeat, life.status,
            life.dispatchedAt, life.dueAt, life.acceptedAt, life.repliedAt, life.closedAt,
            life.isResponded, life.isResolved, life.isSatisfied, message.reply, message.channel,
            message.callerHash, message.up, message.down, Self.encode(message.extra),
            analyzed.contentHMAC, analyzed.axes?.kind, analyzed.axes?.urgency,
            analyzed.axes?.urgencyScore,
            analyzed.axes.map { $0.aspects.map(\.name).joined(separator: "、") },
            Self.encode(analyzed.otherMatters),
        ])
        try TextIndex.insert(db, revision: id, analyzed.indexTerms)
        try MessageTerms.insert(db, revision: id, terms: analyzed.terms)
    }

    /// `kind:start-end` of every mask, separated by blanks.
    private static func encode(_ masks: [MaskedSpan]) -> String? {
        guard !masks.isEmpty else { return nil }
        return masks.map { "\($0.kind.rawValue):\($0.range.lowerBound)-\($0.range.upperBound)" }
            .joined(separator: " ")
    }

    /// Paths as the contract writes them, one a line.
    private static func encode(_ paths: [[String]]) -> String? {
        paths.isEmpty ? nil : paths.map { $0.joined(separator: "/") }.joined(separator: "\n")
    }

    private static func encode(_ extra: [String: String]) -> String? {
        guard !extra.isEmpty else { return nil }
        let members = extra.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) }
        return JSONValue.object(members).serialized()
    }
}
