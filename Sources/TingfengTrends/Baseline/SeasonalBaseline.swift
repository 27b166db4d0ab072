/// The baseline of one series while it is read bin by bin (基线): state of constant size.
///
/// A bin is learned only after it has left the guard band, never above
/// `TrendParameters.winsorLimit`, and with less weight the more it looks like an event, so that
/// an event does not become its own expectation. Unless it never ends: after
/// `TrendParameters.breakBins` such bins in a row the level is learned afresh.
struct SeasonalBaseline: Sendable {
    /// What is expected in a bin.
    struct Expectation: Sendable {
        var forecast: DynamicRegression.Forecast
        /// Variance over mean of the count itself, uncertainty of the mean included.
        var ratio: Double

        /// The law of the count when `share` of the bin has elapsed.
        func law(share: Double = 1) -> NegativeBinomial {
            NegativeBinomial(mean: forecast.mean * share, ratio: 1 + (ratio - 1) * share)
        }
    }

    let parameters: TrendParameters
    private var regression: DynamicRegression
    private var dispersion: Dispersion
    /// Bins learned so far.
    private(set) var learned = 0
    /// How long the newest learned bins have looked like an event; a quiet bin takes back two, and
    /// ends it once the level was given up.
    private var eventRun = 0
    private let freshDispersion: Dispersion

    init(design: CalendarDesign, parameters: TrendParameters, quietSquare: Double) {
        self.parameters = parameters
        regression = DynamicRegression(design: design, parameters: parameters)
        freshDispersion = Dispersion(parameters: parameters, quietSquare: quietSquare)
        dispersion = freshDispersion
    }

    /// What is expected `ahead` bins after the last learned one.
    func expectation(_ terms: [CalendarDesign.Term], ahead: Int) -> Expectation {
        let forecast = regression.forecast(terms, ahead: ahead)
        return Expectation(
            forecast: forecast,
            ratio: dispersion.widened + forecast.mean / forecast.shape
        )
    }

    func write(to state: inout StateNumbers) {
        state.add([Double(learned), Double(eventRun)])
        regression.write(to: &state)
        dispersion.write(to: &state)
    }

    mutating func read(from state: inout StateNumbers) {
        learned = Int(state.take())
        eventRun = Int(state.take())
        regression.read(from: &state)
        dispersion.read(from: &state)
    }

    /// Learns the next bin.
    mutating func learn(
        _ count: Double,
        terms: [CalendarDesign.Term],
        eventProbability: Double
    ) {
        regression.advance()
        countEvents(eventProbability)
        let isUsual = learned < parameters.warmUpBins || eventRun == parameters.breakBins
        learn(count, terms: terms, doubt: isUsual ? 0 : eventProbability, isBounded: !isUsual)
        learned += 1
    }

    private mutating func countEvents(_ probability: Double) {
        let wasUsual = eventRun == parameters.breakBins
        if probability > 0.5 {
            eventRun = min(eventRun + 1, parameters.breakBins)
            if eventRun == parameters.breakBins, !wasUsual { startAfresh() }
        } else {
            eventRun = wasUsual ? 0 : max(eventRun - 2, 0)
        }
    }

    private mutating func startAfresh() {
        regression.forgetLevel()
        dispersion = freshDispersion
    }

    private mutating func learn(
        _ count: Double,
        terms: [CalendarDesign.Term],
        doubt: Double,
        isBounded: Bool
    ) {
        let expected = expectation(terms, ahead: 0)
        let deviation = (expected.ratio * expected.forecast.mean).squareRoot()
        let limit = expected.forecast.mean + parameters.winsorLimit * deviation + 1
        regression.learn(
            isBounded ? min(count, limit) : count,
            terms: terms,
            forecast: expected.forecast,
            dispersion: dispersion.widened / (1 - parameters.eventDoubt * doubt)
        )
        guard isBounded else { return }
        dispersion.learn(
            count,
            forecast: expected.forecast,
            trust: 1 - parameters.dispersionDoubt * doubt
        )
    }
}
