import GRDB

/// The moment from which the stream of messages flows.
///
/// Exports hold strays: the real stream has four messages of the two years before it begins. A
/// baseline that starts with them takes the stream itself for one long rise. So where the first
/// half percent of the messages spans more than four weeks, expectation begins after it.
enum StreamStart {
    private static let strayShare = 0.005
    private static let longestSpan: Int64 = 28 * 86_400

    /// Returns the start of an hour, or `nil` if there are no messages.
    static func find(_ db: Database, asOf: Int64) throws -> Int64? {
        let messages = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM fact WHERE \(AsOf.knownFact)",
            arguments: ["asOf": asOf]
        )
        let strays = Int(strayShare * Double(messages ?? 0))
        guard let first = try event(db, rank: 0, asOf), let past = try event(db, rank: strays, asOf)
        else { return nil }
        return past - first > longestSpan ? past : first
    }

    private static func event(_ db: Database, rank: Int, _ asOf: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT event_at - event_at % 3600 FROM fact WHERE \(AsOf.knownFact)
                ORDER BY event_at LIMIT 1 OFFSET :rank
                """,
            arguments: ["asOf": asOf, "rank": rank]
        )
    }
}
