import GRDB

/// The moment a question is asked for (截至时点): only what had arrived by then is known.
public struct AsOf: Sendable, Equatable {
    /// Epoch seconds.
    public var time: Int64
    /// Whether the moment was chosen because the newest message is old, not asked for.
    public var isNewestArrival: Bool

    /// Takes a moment that was asked for, in seconds since 1970.
    public init(time: Int64) {
        self.time = time
        isNewestArrival = false
    }

    private init(newestArrival: Int64) {
        time = newestArrival
        isNewestArrival = true
    }

    /// How old the newest arrival may be for a question to be about now.
    private static let freshness: Int64 = 7 * 86_400

    /// Returns the default moment: now, or the newest arrival where that is over 7 days old.
    static func `default`(_ db: Database, now: Int64) throws -> AsOf {
        // No message is known before it arrives, so the newest fact is the newest arrival.
        guard let newest = try Int64.fetchOne(db, sql: "SELECT max(known_at) FROM fact") else {
            return AsOf(time: now)
        }
        return now - newest < freshness ? AsOf(time: now) : AsOf(newestArrival: newest)
    }

    /// SQL condition on rows of `fact` that were known at `:asOf`.
    ///
    /// The plus keeps SQLite from scanning by time of arrival where a window of events is asked.
    static let knownFact = "+known_at <= :asOf AND (until IS NULL OR until > :asOf)"

    /// SQL condition on revisions `m` that were known at `:asOf` and whose batch is complete.
    static let knownMessage = """
        m.arrived_at <= :asOf AND (m.superseded_at IS NULL OR m.superseded_at > :asOf)
        AND m.batch NOT IN (SELECT id FROM batch WHERE state = 'open')
        """
}

extension Store {
    /// Returns the moment that questions are asked for unless another is named.
    public func defaultAsOf(now: Int64) throws -> AsOf {
        try read { db in try AsOf.default(db, now: now) }
    }
}
