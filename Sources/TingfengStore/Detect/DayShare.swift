import GRDB
import Tingfeng
import TingfengTrends

/// How much of a usual day has passed at the as-of, by the hours of the last eight weeks.
struct DayShare {
    let value: Double

    init(_ db: Database, _ time: LocalTime, asOf: Int64, today: Day) throws {
        let start = time.startOfDay(number: today.number)
        let end = time.startOfDay(number: today.number + 1)
        guard asOf < end - 1 else {
            value = 1
            return
        }
        let past = time.startOfDay(number: today.number - 56)..<start
        let hours = try CountLedger.hours(db, SeriesFilter(), in: past, asOf: asOf)
        let elapsed = asOf - start
        var before = 0.5
        var all = 1.0
        for hour in hours {
            let second = hour.bin - time.startOfDay(containing: hour.bin)
            all += Double(hour.messages)
            // The hour that runs counts by the part of it that has passed.
            before += Double(hour.messages) * min(max(Double(elapsed - second) / 3600, 0), 1)
        }
        value = max(before / all, 0.001)
    }
}
