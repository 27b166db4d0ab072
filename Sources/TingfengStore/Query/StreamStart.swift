import GRDB

/// The moment from which the stream of messages flows.
///
/// Exports hold strays: the real stream has four messages of the two years before it begins. A
/// baseline that starts with them takes the stream itself for one long rise. So a few messages that
/// four weeks of silence part from the rest do not count, and where the first half percent of the
/// messages spans more than four weeks, expectation begins after it.
enum StreamStart {
    private static let strayShare = 0.005
    private static let fewest = 5
    private static let longestSpan: Int64 = 28 * 86_400

    /// Returns the start of an hour, or `nil` if there are no messages.
    static func find(_ db: Database, asOf: Int64) throws -> Int64? {
        let hours = try CountLedger.hours(db, SeriesFilter(), in: CountLedger.always, asOf: asOf)
        return find(in: hours.map { ($0.bin, $0.messages) }, span: longestSpan)
    }

    /// The same for counts of consecutive days: the place of the first day that counts.
    static func place(in counts: ArraySlice<Int32>) -> Int? {
        let days = counts.indices.filter { counts[$0] > 0 }.map { (Int64($0), Int(counts[$0])) }
        return find(in: days, span: longestSpan / 86_400).map(Int.init)
    }

    private static func find(in bins: [(bin: Int64, messages: Int)], span: Int64) -> Int64? {
        guard let first = bins.first?.bin else { return nil }
        let strays = Int(strayShare * Double(bins.reduce(0) { $0 + $1.messages }))
        var start = first
        var seen = 0
        for (earlier, later) in zip(bins, bins.dropFirst()) {
            seen += earlier.messages
            guard seen <= max(strays, fewest) else { break }
            if later.bin - earlier.bin > span { start = later.bin }
        }
        guard start == first else { return start }
        seen = 0
        for (bin, messages) in bins {
            seen += messages
            if seen > strays { return bin - first > span ? bin : first }
        }
        return first
    }
}
