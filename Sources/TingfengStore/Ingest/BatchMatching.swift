import Foundation
import GRDB
import TingfengLabels

/// Matches the new messages of a batch in the order of arrival, (arrived_at, created_at, id), where
/// the input had another order and they had to wait for each other.
struct BatchMatching {
    let store: Store
    let batch: Int64

    /// Rows of one transaction.
    private static let chunk = 2_000

    func run(_ matcher: StoredMatcher, _ memberships: inout MembershipWriter) throws {
        let order = try store.read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT message FROM waiting WHERE batch = ? AND rev = 1
                    ORDER BY arrived_at, created_at, external_id
                    """,
                arguments: [batch]
            )
        }
        for start in stride(from: 0, to: order.count, by: Self.chunk) {
            let messages = order[start..<min(start + Self.chunk, order.count)]
            let newcomers = try store.read { db in
                try messages.compactMap { try newcomer(db, $0) }
            }
            let assigned = matcher.assign(newcomers)
            try store.write { db in try memberships.write(db, assigned) }
        }
    }

    private func newcomer(_ db: Database, _ message: Int64) throws -> StoredMatcher.Newcomer? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT w.message, s.name, w.external_id, w.created_at, w.arrived_at, w.features
                FROM waiting w JOIN source s ON s.id = w.source WHERE w.message = ?
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [message]),
            let features = MatterFeatures(encoded: Array(row[5] as Data))
        else { return nil }
        return StoredMatcher.Newcomer(
            message: row[0],
            source: row[1],
            externalID: row[2],
            createdAt: row[3],
            arrivedAt: row[4],
            features: features
        )
    }
}
