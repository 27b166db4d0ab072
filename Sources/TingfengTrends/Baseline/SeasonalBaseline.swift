/// The baseline of one series while it is read bin by bin (基线): state of constant size.
///
/// A bin is learned only after it has left the guard band, never above
/// `TrendParameters.winsorLimit`, and with less weight the more it looks like an event, so that
/// an event does not become its own expectation.
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

    init(design: CalendarDesign, parameters: TrendParameters, quietSquare: Double) {
        self.parameters = parameters
        regression = DynamicRegression(design: design, parameters: parameters)
        dispersion = Dispersion(parameters: parameters, quietSquare: quietSquare)
    }

    /// What is expected `ahead` bins after the last learned one.
    func expectation(_ terms: [CalendarDesign.Term], ahead: Int) -> Expectation {
        let forecast = regression.forecast(terms, ahead: ahead)
        return Expectation(
            forecast: forecast,
            ratio: dispersion.widened + forecast.mean / forecast.shape
        )
    }

    /// Learns the next bin.
    mutating func learn(
        _ count: Double,
        terms: [CalendarDesign.Term],
        eventProbability: Double
    ) {
        regression.advance()
        let expected = expectation(terms, ahead: 0)
        let isWarm = learned >= parameters.warmUpBins
        let deviation = (expected.ratio * expected.forecast.mean).squareRoot()
        let limit = expected.forecast.mean + parameters.winsorLimit * deviation + 1
        regression.learn(
            isWarm ? min(count, limit) : count,
            terms: terms,
            forecast: expected.forecast,
            dispersion: dispersion.widened / (1 - parameters.eventDoubt * eventProbability)
        )
        if isWarm {
            dispersion.learn(
                count,
                forecast: expected.forecast,
                trust: 1 - parameters.dispersionDoubt * eventProbability
            )
        }
        learned += 1
    }
}
