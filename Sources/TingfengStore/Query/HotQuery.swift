import GRDB
public import Tingfeng

/// What rose in the last window (热点榜): one row per matter, category, region, unit or word.
///
/// `expected` is the Gamma-shrunk mean of the row's own callers over the windows before, with the
/// mean of its peers (matters: of the same level-1 category) as a prior that weighs one window.
/// The count of callers is then negative binomial, which gives p; q is Benjamini–Hochberg over the
/// rows with at least two callers. The formula stands in PRODUCT §5.7 and nowhere else in the code.
public struct HotQuery: Sendable {
    /// What a row stands for.
    public enum Dimension: String, Sendable, CaseIterable {
        case matter, category, region, unit, term
    }

    /// What rows are ranked by instead of their heat.
    public enum Metric: String, Sendable, CaseIterable {
        case messages, callers, matters
    }

    /// What a row stands for.
    public var dimension = Dimension.matter
    /// `nil` ranks by heat.
    public var metric: Metric?
    /// Length of the window in seconds; it ends at the as-of.
    public var window: Int64 = 7 * 86_400
    /// Rows returned at most.
    public var limit = 20
    /// Rows with fewer callers are left out.
    public var leastCallers = 1

    /// Asks for the 20 hottest matters of the last 7 days.
    public init() {}

    /// Windows before the asked one that tell what to expect.
    static let precedingWindows: Int64 = 8
    /// Half-life of recency in seconds.
    static let recencyHalfLife = 7.0 * 86_400

    /// Returns the rows, hottest first, equal heat by id.
    func run(_ db: Database, _ reading: TextReading, asOf: Int64) throws -> [HotRow] {
        let groups = try HotCounts(db, self, reading, asOf: asOf)
        var rows = groups.now.map { key, group in HotRow(key, group, groups.expectation, asOf) }
        HotRow.compareRows(&rows, messages: groups.messages)
        rows.removeAll { $0.callers < neededCallers }
        rows.sort { (rank($1), $1.heat, $0.key) < (rank($0), $0.heat, $1.key) }
        rows = Array(rows.prefix(limit))
        for index in rows.indices {
            rows[index].rank = index + 1
            try rows[index].describe(db, dimension, reading, asOf: asOf)
        }
        return rows
    }

    /// A word that one caller used is no topic.
    private var neededCallers: Int { max(leastCallers, dimension == .term ? 2 : 1) }

    private func rank(_ row: HotRow) -> Int {
        switch metric {
        case .messages: row.messages
        case .callers: row.callers
        case .matters: row.matters
        case nil: 0
        }
    }
}

extension Store {
    /// Returns the hot list as of a moment.
    ///
    /// With `places` a matter's place is what most of its messages call it.
    public func hot(
        _ query: HotQuery,
        _ reading: TextReading,
        _ places: PlaceReading? = nil,
        asOf: AsOf
    ) throws -> [HotRow] {
        try read { db in
            var rows = try query.run(db, reading, asOf: asOf.time)
            guard let places, query.dimension == .matter else { return rows }
            var finder = StoredPlaces(reading, places)
            for index in rows.indices { try rows[index].locate(db, &finder, asOf: asOf.time) }
            return rows
        }
    }
}
