import GRDB

/// Sizes of a database, for monitoring.
public struct StoreStatistics: Sendable, Equatable {
    /// Messages of complete batches.
    public var messages: Int
    /// Rejected rows that no retry has mended.
    public var quarantined: Int
    /// Incidents that are not resolved.
    public var openIncidents: Int
    /// Batches that are being written, or that a killed process left.
    public var openBatches: Int
}

extension Store {
    /// Returns the sizes.
    ///
    /// Messages are the sum of the ledger, so no message is touched.
    public func statistics() throws -> StoreStatistics {
        try read { db in
            let count = { (sql: String) in try Int.fetchOne(db, sql: sql) ?? 0 }
            return StoreStatistics(
                messages: try count("SELECT sum(messages) FROM count_delta"),
                quarantined: try count("SELECT count(*) FROM quarantine WHERE retried_at IS NULL"),
                openIncidents: try count("SELECT count(*) FROM incident WHERE state <> 'resolved'"),
                openBatches: try count("SELECT count(*) FROM batch WHERE state = 'open'")
            )
        }
    }
}
