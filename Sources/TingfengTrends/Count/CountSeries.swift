/// Counts of one thing in consecutive bins (计数序列).
public struct CountSeries: Equatable, Sendable {
    /// What is counted.
    public let key: SeriesKey
    /// The bin of `counts[0]`; the others follow without a gap.
    public let first: Bin
    /// Counts, one a bin; a bin without messages is 0.
    public let counts: [Int32]

    /// Makes a series.
    ///
    /// - Precondition: no count is negative.
    public init(key: SeriesKey, first: Bin, counts: [Int32]) {
        precondition(counts.allSatisfy { $0 >= 0 }, "a count is never negative")
        self.key = key
        self.first = first
        self.counts = counts
    }

    /// The bin of `counts[index]`.
    public func bin(at index: Int) -> Bin { first.advanced(by: index) }
}
