import GRDB

/// Reads counts as they were known at a moment, from the ledger alone.
///
/// What was known by T is the ledger up to T's hour; the unfinished hour itself is completed from
/// the facts by their time of arrival (PRODUCT §5.9).
enum CountLedger {
    /// All of time.
    static let always = Int64.min / 2..<Int64.max / 2

    /// Messages of one hour.
    struct Hour: Equatable {
        /// Epoch seconds at the hour's start.
        var bin: Int64
        var messages: Int
    }

    /// Returns the hours in `[from, to)` that have messages, in order.
    static func hours(
        _ db: Database,
        _ filter: SeriesFilter,
        in range: Range<Int64>,
        asOf: Int64
    ) throws -> [Hour] {
        guard let condition = try filter.condition(db) else { return [] }
        let source =
            filter.matter != nil
            ? facts(condition)
            : filter.top.map { _ in hourSums(condition) } ?? ledger(condition)
        var sums: [Int64: Int] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: source,
            arguments: arguments(range, asOf) + (filter.top.map { ["top": $0] } ?? [:])
        )
        while let row = try rows.next() { sums[row[0], default: 0] += row[1] }
        return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            .map { Hour(bin: $0.key, messages: $0.value) }
    }

    /// Returns when the first message known at a moment was said.
    static func firstEvent(_ db: Database, asOf: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: "SELECT event_at FROM fact WHERE \(AsOf.knownFact) ORDER BY event_at LIMIT 1",
            arguments: ["asOf": asOf]
        )
    }

    /// Calls `body` with what became known in the hour that runs: hour, category, region, messages.
    static func forEachUnfinished(
        _ db: Database,
        asOf: Int64,
        _ body: (Int64, Int, Int, Int) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: unfinishedHour("1"),
            arguments: arguments(always, asOf)
        )
        while let row = try rows.next() { body(row[0], row[2], row[3], row[1]) }
    }

    private static func arguments(_ range: Range<Int64>, _ asOf: Int64) -> StatementArguments {
        [
            "from": range.lowerBound, "to": range.upperBound, "asOf": asOf,
            "hour": asOf - asOf % 3600,
        ]
    }

    /// The sums that are kept of everything and of each level-1 category.
    private static func hourSums(_ condition: String) -> String {
        """
        SELECT event_bin, messages FROM hour_count
        WHERE top = :top AND event_bin >= :from AND event_bin < :to AND known_bin < :hour
        UNION ALL SELECT event_bin, messages FROM (\(unfinishedHour(condition)))
        """
    }

    private static func ledger(_ condition: String) -> String {
        """
        SELECT event_bin, messages, category, region FROM count_delta
        WHERE event_bin >= :from AND event_bin < :to AND known_bin < :hour AND \(condition)
        UNION ALL
        \(unfinishedHour(condition))
        """
    }

    /// What became known in the hour that runs.
    private static func unfinishedHour(_ condition: String) -> String {
        """
        SELECT event_at - event_at % 3600 AS event_bin, 1 AS messages, category, region FROM fact
        WHERE known_at BETWEEN :hour AND :asOf AND event_at >= :from AND event_at < :to
            AND \(condition)
        UNION ALL
        SELECT event_at - event_at % 3600, -1, category, region FROM fact
        WHERE until BETWEEN :hour AND :asOf AND event_at >= :from AND event_at < :to
            AND \(condition)
        """
    }

    /// A matter's series comes from its own facts: membership is no dimension of the ledger.
    private static func facts(_ condition: String) -> String {
        """
        SELECT event_at - event_at % 3600 AS event_bin, 1 AS messages, :hour FROM fact
        WHERE event_at >= :from AND event_at < :to AND \(AsOf.knownFact) AND \(condition)
        """
    }
}
