/// What was expected in one bin, for plots (基线).
public struct BaselineBin: Sendable, Equatable {
    /// The bin.
    public var bin: Bin
    /// Its count.
    public var count: Int32
    /// The count expected by the bins before the guard band.
    public var expected: Double
    /// Ends, included, of the band that holds 95 % of the counts when nothing happens.
    public var band95: ClosedRange<Int>
}
