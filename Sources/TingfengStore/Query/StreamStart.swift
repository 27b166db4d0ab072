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
        let hours = try CountLedger.hours(db, SeriesFilter(), in: CountLedger.always, asOf: asOf)
        guard let first = hours.first?.bin else { return nil }
        let strays = Int(strayShare * Double(hours.reduce(0) { $0 + $1.messages }))
        var seen = 0
        for hour in hours {
            seen += hour.messages
            if seen > strays { return hour.bin - first > longestSpan ? hour.bin : first }
        }
        return first
    }
}
