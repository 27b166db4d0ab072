/// Walks one series: for every bin what was expected before it, learning behind the guard band.
struct SeriesWalk {
    /// A bin of the walk.
    struct Step {
        var index: Int
        var count: Int32
        var expectation: SeasonalBaseline.Expectation
    }

    private var series: CountSeries
    /// Bins before the first of the series' counts that need not be read again.
    private var skipped = 0
    private var run: RunDesign
    private let guardBins: Int
    private let shift: Int
    private var baseline: SeasonalBaseline
    /// Bins returned so far.
    private(set) var index = 0
    /// Event probabilities of the bins in the guard band, by index modulo their number.
    private var eventProbabilities: [Double]

    init(_ series: CountSeries, run: RunDesign, baseline: SeasonalBaseline) {
        self.series = series
        self.run = run
        self.baseline = baseline
        guardBins = baseline.parameters.guardBins
        shift = run.first?.distance(to: series.first) ?? 0
        eventProbabilities = Array(repeating: 0, count: guardBins + 1)
    }

    /// Goes on with the series as it is now; the bins returned so far must be the same.
    mutating func extend(to series: CountSeries, skipping skipped: Int, run: RunDesign) {
        self.series = series
        self.skipped = skipped
        self.run = run
    }

    func write(to state: inout StateNumbers) {
        state.add([Double(index)])
        state.add(eventProbabilities)
        baseline.write(to: &state)
    }

    mutating func read(from state: inout StateNumbers) {
        index = Int(state.take())
        eventProbabilities = state.take(eventProbabilities.count)
        baseline.read(from: &state)
    }

    /// Lets go of the counts, which the next `extend` brings back.
    mutating func release() {
        series = CountSeries(key: series.key, first: series.first, counts: [])
    }

    /// The next bin; the one before must have been noted.
    mutating func next() -> Step? {
        guard index - skipped < series.counts.count else { return nil }
        while baseline.learned < learnable { learnNext() }
        let step = Step(
            index: index,
            count: series.counts[index - skipped],
            expectation: expectation(at: index)
        )
        index += 1
        return step
    }

    /// Notes how probably the bin just returned holds an event.
    mutating func note(eventProbability: Double) {
        eventProbabilities[(index - 1) % eventProbabilities.count] = eventProbability
    }

    /// Learns the bins of the guard band too: for forecasts, after the last bin.
    mutating func learnGuardBand() {
        while baseline.learned < index { learnNext() }
    }

    /// What is expected in a bin by what is learned so far; may lie after the end.
    func expectation(at index: Int) -> SeasonalBaseline.Expectation {
        baseline.expectation(run.terms(at: shift + index), ahead: index - baseline.learned + 1)
    }

    /// How many bins may be learned before the coming one is judged: all during the warm-up, which
    /// is not judged, later those that have left the guard band.
    private var learnable: Int {
        max(index - guardBins, min(index, baseline.parameters.warmUpBins))
    }

    private mutating func learnNext() {
        let place = baseline.learned
        baseline.learn(
            Double(series.counts[place - skipped]),
            terms: run.terms(at: shift + place),
            eventProbability: eventProbabilities[place % eventProbabilities.count]
        )
    }
}
