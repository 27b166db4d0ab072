/// The regressors of the bins that many tracks share.
public struct TrackDesign: Sendable {
    let run: RunDesign
}

/// One series that is judged as it grows (连续检测).
///
/// The state before some bin is kept, so that a new bin costs the same however long the past is.
/// What is found is what `SeasonalDetector.detect` finds in the whole series: a count that changes
/// in the past sends the track back to a state before it. Besides the newest state two older ones
/// are kept, since late reports concern the last days.
public struct SeriesTrack: Sendable {
    private struct State: Sendable {
        var walk: SeriesWalk
        var judge: BinJudge
        var bins: Int

        var numbers: StateNumbers {
            var numbers = StateNumbers()
            walk.write(to: &numbers)
            judge.write(to: &numbers)
            return numbers
        }
    }

    private let detector: SeasonalDetector
    private let key: SeriesKey
    private let first: Bin
    private var newest: State?
    /// States about a week apart, older ones first.
    private var spaced: [State] = []

    /// The state that was asked for to be stored.
    private var marked: State?

    /// Bins between two spaced states, at least, and how many are kept.
    private static let spacing = 8
    private static let spacedStates = 2

    /// Makes the track of a series that begins at `first`.
    public init(_ detector: SeasonalDetector, key: SeriesKey, first: Bin) {
        self.detector = detector
        self.key = key
        self.first = first
    }

    /// Changes with every change of what a state means, so that stored ones are not misread.
    public static let stateVersion = 1

    /// Makes the track of a series that begins at `first` as it was when `markedState` was taken;
    /// `nil` if the state is not one of this detector.
    ///
    /// Counts are needed from `bins(behind:)` before that on.
    public init?(
        _ detector: SeasonalDetector,
        key: SeriesKey,
        first: Bin,
        design: TrackDesign,
        state bytes: [UInt8]
    ) {
        self.init(detector, key: key, first: first)
        var state = start(CountSeries(key: key, first: first, counts: []), design)
        guard bytes.count == 8 * state.numbers.count else { return nil }
        var numbers = StateNumbers(bytes: bytes)
        state.walk.read(from: &numbers)
        state.judge.read(from: &numbers)
        state.bins = state.walk.index
        newest = state
    }

    /// Bins before a state whose counts it has still to learn.
    public static func bins(behind parameters: TrendParameters) -> Int { parameters.guardBins + 1 }

    /// The state before the bin that `judge` was told to mark; `nil` if it did not come by.
    public var markedState: [UInt8]? { marked?.numbers.bytes }

    /// Bins that need not be judged again unless their counts change.
    public var settledBins: Int { newest?.bins ?? 0 }

    /// Forgets what depends on the bin at `index` or later ones.
    public mutating func invalidate(from index: Int) {
        spaced.removeAll { $0.bins > index }
        if let state = newest, state.bins > index { newest = spaced.last }
    }

    /// Judges the bins from `settledBins` on.
    ///
    /// - Parameters:
    ///   - counts: All counts from the first bin on, but for those skipped.
    ///   - skipping: Bins at the start whose counts are not given, since no state needs them.
    ///   - design: Regressors from the same bin on, for at least as many bins.
    ///   - lastBinShare: The share of the last bin that has elapsed.
    ///   - settle: Bins that will not be asked for again unless their counts change.
    ///   - mark: The place whose state `markedState` shall be, if any.
    ///   - upperBelow: The alarm limit is worked out for bins with a p up to this.
    ///   - visit: Called with each bin's place and finding, in order.
    public mutating func judge(
        _ counts: [Int32],
        skipping: Int = 0,
        design: TrackDesign,
        lastBinShare: Double,
        settle: Int,
        mark: Int? = nil,
        upperBelow: Double,
        visit: (Int, Detection) -> Void
    ) {
        let from = first.advanced(by: skipping)
        let series = CountSeries(key: key, first: from, counts: counts)
        var state =
            newest ?? start(CountSeries(key: key, first: first, counts: []), design)
        state.walk.extend(to: series, skipping: skipping, run: design.run)
        if state.bins == settle { keep(state) }
        if state.bins == mark { marked = state }
        while let step = state.walk.next() {
            let finding = state.judge.judge(
                step,
                bin: first.advanced(by: step.index),
                share: step.index == skipping + counts.count - 1 ? lastBinShare : 1,
                upperBelow: upperBelow
            )
            state.walk.note(eventProbability: state.judge.eventProbability)
            visit(step.index, finding)
            state.bins = step.index + 1
            if state.bins == settle { keep(state) }
            if state.bins == mark { marked = state }
        }
        marked?.walk.release()
    }

    private func start(_ series: CountSeries, _ design: TrackDesign) -> State {
        let (walk, judge) = detector.start(series, run: design.run)
        return State(walk: walk, judge: judge, bins: 0)
    }

    private mutating func keep(_ state: State) {
        var kept = state
        kept.walk.release()
        newest = kept
        guard kept.bins - (spaced.last?.bins ?? 0) >= Self.spacing else { return }
        spaced.append(kept)
        if spaced.count > Self.spacedStates { spaced.removeFirst() }
    }
}
