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

    func run(_ matcher: inout StoredMatcher) throws {
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
            try store.write { db in
                for message in order[start..<min(start + Self.chunk, order.count)] {
                    try assign(db, message, &matcher)
                }
            }
        }
    }

    private func assign(_ db: Database, _ message: Int64, _ matcher: inout StoredMatcher) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT w.message, s.name, w.external_id, w.created_at, w.arrived_at, w.features
                FROM waiting w JOIN source s ON s.id = w.source WHERE w.message = ?
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [message]),
            let features = MatterFeatures(encoded: Array(row[5] as Data))
        else { return }
        let newcomer = StoredMatcher.Newcomer(
            message: row[0],
            source: row[1],
            externalID: row[2],
            createdAt: row[3],
            arrivedAt: row[4],
            features: features
        )
        try matcher.assign(db, newcomer, batch: batch)
    }
}
