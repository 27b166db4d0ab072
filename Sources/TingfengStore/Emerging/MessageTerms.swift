import Foundation
import GRDB
import TingfengTrends

/// The stored terms of messages.
enum MessageTerms {
    /// Keeps the terms of a revision.
    static func insert(_ db: Database, revision: Int64, terms: [UInt32]) throws {
        let bytes = terms.withUnsafeBytes { Data($0) }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO message_terms VALUES (?, ?)")
            .execute(arguments: [revision, bytes])
    }

    /// Takes back what a killed run wrote.
    static func remove(_ db: Database, batch: Int64) throws {
        try db.execute(
            sql: """
                DELETE FROM message_terms WHERE id IN
                    (SELECT message FROM waiting WHERE batch = ?)
                """,
            arguments: [batch]
        )
    }

    /// Calls `body` with the messages of events in `(after, through]` known at a moment, in order
    /// of event and id; of a longer list every `step`-th by its id.
    static func forEach(
        _ db: Database,
        after: Int64,
        through: Int64,
        step: Int = 1,
        asOf: Int64,
        _ body: (TermDocument) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT f.event_at, f.message, f.caller, (
                    SELECT terms FROM message_terms WHERE id = coalesce((
                        SELECT r.id FROM revision r WHERE r.origin = f.message
                            AND r.id <> r.origin AND r.known_at <= :asOf
                        ORDER BY r.known_at DESC LIMIT 1
                    ), f.message)
                )
                FROM fact f
                WHERE event_at > :after AND event_at <= :through AND f.message % :step = 0
                    AND \(AsOf.knownFact)
                ORDER BY event_at, f.message
                """,
            arguments: ["after": after, "through": through, "step": step, "asOf": asOf]
        )
        while let row = try rows.next() {
            let message: Int64 = row[1]
            let caller: String? = row[2]
            let terms = try row.withUnsafeData(atIndex: 3) { decode($0 ?? Data()) }
            body(
                TermDocument(
                    id: message,
                    time: row[0],
                    caller: caller.map(hash) ?? UInt64(bitPattern: message),
                    terms: terms
                )
            )
        }
    }

    /// Messages of events in `(after, through]`, at most those known at a moment.
    static func count(_ db: Database, after: Int64, through: Int64, asOf: Int64) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT sum(messages) FROM count_delta
                WHERE event_bin > :after AND event_bin <= :through AND known_bin <= :asOf
                """,
            arguments: ["after": after, "through": through, "asOf": asOf]
        ) ?? 0
    }

    private static func decode(_ data: Data) -> [UInt32] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)
            }
        }
    }

    private static func hash(_ caller: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in caller.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
