import Tingfeng
import TingfengTrends

extension SeriesMemory {
    /// Days in a past that is too short to be replayed alone.
    static let shortPast = 120
    /// Weeks that take their turn, the newest: levels drift, so that an older one that came after
    /// them would look like an event.
    static let turns = 3

    /// The same city with one of its weeks taken out, which comes after the past again (置换).
    ///
    /// A past of some weeks was judged by a detector that knew next to nothing, and tells little of
    /// what one that knows these weeks will do. So one week after the other is taken out and made the
    /// future of the others: from `first` on every day takes the counts that all series had together
    /// on its weekday in the week of that turn, and where that stood, the week before stands twice.
    /// Days keep their order, so that a level that drifts does not become noise, and what goes on for
    /// days goes on. Holidays stay where they are and count as no day of a week.
    ///
    /// - Parameters:
    ///   - first: The day after the past.
    ///   - calendar: Tells the holidays of the past.
    ///   - turn: Which week is taken out, 0 for the newest.
    /// - Returns: The city with the days that come; `nil` where weeks are judged, or somebody else
    ///   judges, or the past has too few weeks or not so many.
    /// - Throws: What a detector says.
    func dealt(
        before first: Day,
        _ calendar: HolidayCalendar,
        turn: Int
    ) throws -> (memory: SeriesMemory, coming: Range<Day>)? {
        guard let start, main.unit == .day, main.external == nil else { return nil }
        let coming = first..<first.advanced(by: 7)
        var sources = Dictionary(uniqueKeysWithValues: (start..<first).map { ($0, $0) })
        for day in coming {
            let alike = (start..<first).reversed().filter {
                $0.weekday == day.weekday
                    && [.workday, .weekend].contains(calendar.type(of: $0))
            }
            guard alike.count > Self.turns, turn < alike.count else { return nil }
            sources[day] = alike[turn]
            sources[alike[turn]] = alike[turn + 1 < alike.count ? turn + 1 : turn - 1]
        }
        return (try dealt(sources, start, first, coming.upperBound, calendar), coming)
    }

    private func dealt(
        _ sources: [Day: Day],
        _ start: Day,
        _ first: Day,
        _ end: Day,
        _ calendar: HolidayCalendar
    ) throws -> SeriesMemory {
        var next = self
        next.judgeAnew(by: calendar.before(first), from: start, last: end)
        for index in entries.indices where entries[index].total >= Self.leastTotal {
            try next.judge(index, upTo: end) { judging, bins in
                let width = judging.unit == .hour ? 24 : 1
                var row = CountRow()
                for day in start..<end {
                    let source = width * (sources[day] ?? day).number
                    for part in 0..<width {
                        row.add(Int(bins.row[source + part]), at: width * day.number + part)
                    }
                }
                return SeriesBins(row)
            }
        }
        return next
    }
}
