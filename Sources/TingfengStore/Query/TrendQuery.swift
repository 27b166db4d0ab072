import GRDB
public import Tingfeng
public import TingfengTrends

/// Counts a series or a search in time (趋势), with what its past leads one to expect.
public struct TrendQuery: Sendable {
    /// What is counted.
    public enum Subject: Sendable {
        case series(SeriesFilter)
        case search(SearchQuery)
    }

    /// What the result is called.
    public var name: String
    /// Which messages are counted.
    public var subject: Subject
    /// Width of a point.
    public var bin = Trend.Bin.day
    /// Epoch seconds; by default from the first message, at most `defaultBins` bins back.
    public var from: Int64?
    /// End in seconds since 1970, not included; `nil` or anything later ends at the as-of.
    public var to: Int64?
    /// Bins of forecast after the last counted one.
    public var forecast = 0
    /// Holidays and make-up workdays that the expectation knows.
    public var calendar: HolidayCalendar
    /// Time of the city, by which messages fall into bins.
    public var time: LocalTime

    static let defaultBins = 60

    /// Asks for daily counts without forecast.
    public init(name: String, subject: Subject, calendar: HolidayCalendar, time: LocalTime) {
        self.name = name
        self.subject = subject
        self.calendar = calendar
        self.time = time
    }

    /// Reads SERIES (`category=…,region=…`, `matter=ID`, `term=词`, `all`) or else a search.
    public init(
        parsing text: String,
        calendar: HolidayCalendar,
        time: LocalTime
    ) throws(SearchError) {
        name = text
        self.calendar = calendar
        self.time = time
        if text == "all" {
            subject = .series(SeriesFilter())
        } else if text.hasPrefix("term=") {
            subject = .search(SearchQuery(try SearchSyntax(parsing: "\"\(text.dropFirst(5))\"")))
        } else if let filter = SeriesFilter(text) {
            subject = .series(filter)
        } else {
            subject = .search(SearchQuery(try SearchSyntax(parsing: text)))
        }
    }
}

extension Store {
    /// Returns the trend as of a moment.
    public func trend(_ query: TrendQuery, _ reading: TextReading, asOf: AsOf) throws -> Trend {
        try read { db in try Self.trend(db, query, reading, asOf: asOf) }
    }

    static func trend(
        _ db: Database,
        _ query: TrendQuery,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> Trend {
        let end = min(query.to ?? asOf.time + 1, asOf.time + 1)
        let all = Int64.min / 2..<end
        let hours =
            switch query.subject {
            case .series(let filter):
                try CountLedger.hours(db, filter, in: all, asOf: asOf.time)
            case .search(let search):
                try hours(db, of: search, reading, asOf: asOf).filter { $0.bin < end }
            }
        let start = try StreamStart.find(db, asOf: asOf.time) ?? end - 1
        return TrendBuilder(query: query, start: min(start, end - 1), end: end).build(hours)
    }
}

/// Folds hours into bins and adds expectation and forecast.
private struct TrendBuilder {
    let query: TrendQuery
    /// Where the stream of messages begins; strays before it are counted but predict nothing.
    let start: Int64
    /// The moment after the last counted second.
    let end: Int64

    func build(_ hours: [CountLedger.Hour]) -> Trend {
        let last = bin(of: max(end - 1, 0))
        let first = bin(of: start)
        let strays = hours.filter { $0.bin < self.start(of: first) }
        var counts = [Int32](repeating: 0, count: first.distance(to: last) + 1)
        for hour in hours.dropFirst(strays.count) {
            counts[first.distance(to: bin(of: hour.bin))] += Int32(hour.messages)
        }
        let series = CountSeries(
            key: SeriesKey(query.name),
            first: first,
            counts: counts.map { max($0, 0) }
        )
        var points = self.strays(strays) + expected(series)
        if let partial = points.last.map({ start(of: last.advanced(by: 1)) > end && $0.start < end }
        ) {
            points[points.count - 1].isPartial = partial
        }
        let shown = points.filter { $0.start >= lowerBound(last) }
        return Trend(name: query.name, bin: query.bin, points: shown + forecast(series))
    }

    private var detector: SeasonalDetector {
        let parameters: TrendParameters =
            switch query.bin {
            case .hour: .hourly
            case .day: .daily
            case .week: .weekly
            }
        return SeasonalDetector(
            parameters: parameters,
            calendar: query.bin == .week ? .none : query.calendar
        )
    }

    private func expected(_ series: CountSeries) -> [Trend.Point] {
        detector.baseline(series).map { bin in
            Trend.Point(
                start: start(of: bin.bin),
                messages: Int(bin.count),
                expected: bin.expected,
                lower: Double(bin.band95.lowerBound),
                upper: Double(bin.band95.upperBound)
            )
        }
    }

    private func strays(_ hours: [CountLedger.Hour]) -> [Trend.Point] {
        let counts = Dictionary(hours.map { (bin(of: $0.bin), $0.messages) }, uniquingKeysWith: +)
        return counts.sorted { $0.key < $1.key }
            .map { Trend.Point(start: start(of: $0.key), messages: $0.value) }
    }

    private func forecast(_ series: CountSeries) -> [Trend.Point] {
        guard query.forecast > 0 else { return [] }
        let points = detector.forecast([series], horizon: query.forecast).flatMap(\.points)
        return points.map { point in
            Trend.Point(
                start: start(of: point.bin),
                messages: 0,
                expected: point.mean,
                lower: Double(point.band95.lowerBound),
                upper: Double(point.band95.upperBound),
                isForecast: true
            )
        }
    }

    private func lowerBound(_ last: Bin) -> Int64 {
        query.from.map { start(of: bin(of: $0)) }
            ?? start(of: last.advanced(by: 1 - TrendQuery.defaultBins))
    }

    private func bin(of moment: Int64) -> Bin {
        let day = Day(number: query.time.dayNumber(moment))
        switch query.bin {
        case .hour: return Bin(hour: query.time.civil(moment).hour, of: day)
        case .day: return Bin(day: day)
        case .week: return Bin(weekFrom: day.advanced(by: -day.weekday))
        }
    }

    private func start(of bin: Bin) -> Int64 {
        query.time.startOfDay(number: bin.day.number) + Int64(bin.hour) * 3600
    }
}
