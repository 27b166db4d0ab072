import Tingfeng
import TingfengTrends

extension SeriesMemory {
    /// Days in a past that is too short to be replayed alone.
    static let shortPast = 120
    /// Days of each weekday that a permutation needs.
    private static let leastOfWeekday = 4
    /// Parts of the past, one of which is the future of a draw.
    static let folds = 4

    /// The same city with its days dealt out anew (置换), and the days that come after `first`.
    ///
    /// A past of some weeks was judged by a detector that knew next to nothing, and tells little of
    /// what one that knows these weeks will do. So a quarter of the days is taken out and made the
    /// future of the others: from `first` on every day takes the counts that all series had together
    /// on one of them, a day of its weekday; where they stood stand others. Holidays stay where they
    /// are. Draws of one round take out different days.
    ///
    /// `nil` where weeks are judged, or somebody else judges, or there are too few days.
    func dealt(
        before first: Day,
        _ calendar: HolidayCalendar,
        draw: Int
    ) throws -> (memory: SeriesMemory, coming: Range<Day>)? {
        guard let start, main.unit == .day, main.external == nil else { return nil }
        let round = first.number * 64 + draw / Self.folds
        var random = SplitMix64(seed: UInt64(bitPattern: Int64(round)))
        var sources = Dictionary(uniqueKeysWithValues: (start..<first).map { ($0, $0) })
        var out: [[Day]] = []
        for weekday in 0..<7 {
            let pool = (start..<first).filter {
                $0.weekday == weekday && [.workday, .weekend].contains(calendar.type(of: $0))
            }
            guard pool.count >= Self.leastOfWeekday else { return nil }
            let mixed = pool.shuffled(using: &random).enumerated()
            let taken = mixed.filter { $0.offset % Self.folds == draw % Self.folds }
            let kept = mixed.filter { $0.offset % Self.folds != draw % Self.folds }
            for (place, day) in taken.map(\.element).enumerated() {
                sources[day] = kept[place % kept.count].element
            }
            out.append(taken.map(\.element))
        }
        let weeks = out.map(\.count).min() ?? 0
        let coming = first..<first.advanced(by: 7 * weeks)
        for day in coming { sources[day] = out[day.weekday].popLast() }
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
