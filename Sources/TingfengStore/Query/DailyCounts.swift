import GRDB
public import Tingfeng

extension Store {
    /// Returns the counts of several series on the last days up to a moment, oldest first.
    ///
    /// For small pictures beside a list: no expectation is computed.
    public func dailyCounts(
        _ filters: [SeriesFilter],
        days: Int,
        time: LocalTime,
        asOf: AsOf
    ) throws -> [[Int]] {
        let last = time.dayNumber(asOf.time)
        let first = last + 1 - days
        let range = time.startOfDay(number: first)..<asOf.time + 1
        return try read { db in
            try filters.map { filter in
                var counts = [Int](repeating: 0, count: days)
                for hour in try CountLedger.hours(db, filter, in: range, asOf: asOf.time) {
                    counts[min(max(time.dayNumber(hour.bin) - first, 0), days - 1)] += hour.messages
                }
                return counts
            }
        }
    }
}
