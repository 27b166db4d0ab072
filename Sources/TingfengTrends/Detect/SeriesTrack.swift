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
    }

    private let detector: SeasonalDetector
    private let key: SeriesKey
    private let first: Bin
    private var newest: State?
    /// States about a week apart, older ones first.
    private var spaced: [State] = []

    /// Bins between two spaced states, at least, and how many are kept.
    private static let spacing = 8
    private static let spacedStates = 2

    /// Makes the track of a series that begins at `first`.
    public init(_ detector: SeasonalDetector, key: SeriesKey, first: Bin) {
        self.detector = detector
        self.key = key
        self.first = first
    }

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
    ///   - counts: All counts from the first bin on.
    ///   - design: Regressors from the same bin on, for at least as many bins.
    ///   - lastBinShare: The share of the last bin that has elapsed.
    ///   - settle: Bins that will not be asked for again unless their counts change.
    ///   - upperBelow: The alarm limit is worked out for bins with a p up to this.
    ///   - visit: Called with each bin's place and finding, in order.
    public mutating func judge(
        _ counts: [Int32],
        design: TrackDesign,
        lastBinShare: Double,
        settle: Int,
        upperBelow: Double,
        visit: (Int, Detection) -> Void
    ) {
        let series = CountSeries(key: key, first: first, counts: counts)
        var state = newest ?? start(series, design)
        state.walk.extend(to: series, run: design.run)
        if state.bins == settle { keep(state) }
        while let step = state.walk.next() {
            let finding = state.judge.judge(
                step,
                bin: series.bin(at: step.index),
                share: step.index == counts.count - 1 ? lastBinShare : 1,
                upperBelow: upperBelow
            )
            state.walk.note(eventProbability: state.judge.eventProbability)
            visit(step.index, finding)
            state.bins = step.index + 1
            if state.bins == settle { keep(state) }
        }
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
