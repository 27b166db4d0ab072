/// Running over-dispersion of a series: the variance of a count over its mean (离散系数).
struct Dispersion: Sendable {
    private var value: Double
    private var weight: Double
    private let gain: Double
    private let quietSquare: Double
    /// Prior part per unit of the mean; waits for the first forecast.
    private var perMean: Double?

    init(parameters: TrendParameters, quietSquare: Double) {
        self.quietSquare = quietSquare
        value = parameters.dispersionPrior
        weight = parameters.dispersionPriorBins / 2
        gain = parameters.dispersionGain
        perMean = parameters.dispersionPerMean
    }

    /// The estimate, at least 1, widened for what is not known of it: as Student's law is wider
    /// than the normal one.
    var widened: Double { value * (1 + 2 / weight) }

    func write(to state: inout StateNumbers) {
        state.add([value, weight, perMean ?? .nan])
    }

    mutating func read(from state: inout StateNumbers) {
        value = state.take()
        weight = state.take()
        let part = state.take()
        perMean = part.isNaN ? nil : part
    }

    /// Learns from a count and its forecast, with weight `trust` (0…1).
    ///
    /// A bin with a small mean tells less and weighs less; one outlier counts for nine ordinary
    /// bins at most, for more where the law itself is skewed (a large dispersion of a small mean):
    /// a tighter cap would call the tail of such a series an event.
    mutating func learn(
        _ count: Double,
        forecast: DynamicRegression.Forecast,
        trust: Double
    ) {
        let mean = max(forecast.mean, 1e-3)
        if let perMean {
            value += perMean * mean
            self.perMean = nil
        }
        let squared = (count - mean) * (count - mean) / (mean * quietSquare)
        let skew = 1 + 0.3 * (value - 1) / mean
        let sample = min(squared - mean / forecast.shape, 9 * value * skew + 3 / mean)
        let full = 1 / (2 + 1 / mean)
        let information = trust * full
        weight = min(weight + information, full / gain + 1)
        value = max(1, value + information / weight * (sample - value))
    }
}
