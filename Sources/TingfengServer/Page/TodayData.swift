import Tingfeng
import TingfengStore

/// What the page 今日 shows, read as of one moment.
struct TodayData: Sendable {
    /// An open incident with what explains it.
    struct Alert: Sendable {
        var incident: Incident
        /// Parts of the city with the largest share of the excess, and words of these messages.
        var reason: AlertReason
    }

    /// A row of the hot list with its last four weeks.
    struct Hot: Sendable {
        var row: HotRow
        var days: [Int]
    }

    let asOf: AsOf
    /// Seconds since 1970 by the clock, not by the data.
    let now: Int64
    /// The hours of the day, those to come as a forecast.
    let hours: Trend
    /// The day as a whole, compared with other days.
    let day: Trend.Point?
    let alerts: [Alert]
    let openBySeverity: [Severity: Int]
    let hot: [Hot]
    let feeds: [Feed]
    let statistics: StoreStatistics

    static let mostAlerts = 8
    static let hotRows = 10
    static let sparkDays = 28

    init(_ engine: Engine, asOf: AsOf, isNow: Bool) throws {
        self.asOf = asOf
        now = engine.clock()
        hours = try Self.hours(engine, asOf)
        day = try Self.day(engine, asOf)
        let open = try Self.openIncidents(engine, asOf: isNow ? nil : asOf)
        openBySeverity = Dictionary(open.map { ($0.severity, 1) }, uniquingKeysWith: +)
        alerts = try open.prefix(Self.mostAlerts).map { incident in
            Alert(incident: incident, reason: try AlertReason(incident, engine, asOf: asOf))
        }
        hot = try Self.hot(engine, asOf)
        feeds = try engine.store.feeds(asOf: asOf)
        statistics = try engine.store.statistics()
    }

    private static func hours(_ engine: Engine, _ asOf: AsOf) throws -> Trend {
        var query = try TrendQuery(parsing: "all", calendar: engine.calendar, time: engine.time)
        query.bin = .hour
        query.from = engine.time.startOfDay(containing: asOf.time)
        query.forecast = 23 - engine.time.civil(asOf.time).hour
        return try engine.store.trend(query, engine.reading, asOf: asOf)
    }

    private static func day(_ engine: Engine, _ asOf: AsOf) throws -> Trend.Point? {
        var query = try TrendQuery(parsing: "all", calendar: engine.calendar, time: engine.time)
        query.from = engine.time.startOfDay(containing: asOf.time)
        return try engine.store.trend(query, engine.reading, asOf: asOf).points.last
    }

    private static func openIncidents(_ engine: Engine, asOf: AsOf?) throws -> [Incident] {
        var query = AlertQuery()
        query.asOf = asOf?.time
        query.limit = .max
        return try engine.store.incidents(query).filter(\.isOpen)
            .sorted { ($1.severity, $1.startsAt, $0.id) < ($0.severity, $0.startsAt, $1.id) }
    }

    private static func hot(_ engine: Engine, _ asOf: AsOf) throws -> [Hot] {
        var query = HotQuery()
        query.limit = hotRows
        let rows = try engine.store.hot(query, engine.reading, asOf: asOf)
        let filters = rows.map { row in
            var filter = SeriesFilter()
            filter.matter = row.key
            return filter
        }
        let days = try engine.store.dailyCounts(
            filters,
            days: sparkDays,
            time: engine.time,
            asOf: asOf
        )
        return zip(rows, days).map(Hot.init)
    }
}

extension TodayData {
    var openCount: Int { openBySeverity.values.reduce(0, +) }

    /// Messages of the day so far.
    var messages: Int { hours.total }

    /// What was expected by now; of the hour under way the share that has passed.
    var expectedSoFar: Double {
        hours.points.filter { !$0.isForecast }.reduce(0) { sum, point in
            let passed = point.isPartial ? Double(asOf.time + 1 - point.start) / 3_600 : 1
            return sum + (point.expected ?? 0) * passed
        }
    }

    /// What the whole day will bring if the rest of it is as expected.
    var projected: Double {
        let rest = hours.points.reduce(0) { sum, point in
            if point.isForecast { return sum + (point.expected ?? 0) }
            guard point.isPartial else { return sum }
            let left = 1 - Double(asOf.time + 1 - point.start) / 3_600
            return sum + (point.expected ?? 0) * left
        }
        return Double(messages) + rest
    }
}
