internal import Glibc

/// A Poisson regression whose effects may drift: the baseline of one series, O(effects²) per bin.
///
/// West, Harrison & Migon, "Dynamic generalized linear models and Bayesian forecasting" (JASA
/// 1985): the linear predictor has a gamma-matched law, a count updates that law by conjugacy,
/// and the effects move by linear Bayes. Over-dispersion enters as a quasi-likelihood.
struct DynamicRegression: Sendable {
    /// What is believed about the rate of a bin before its count is known.
    struct Forecast: Sendable {
        /// Mean of the log rate.
        var logRate: Double
        /// Variance of the log rate.
        var variance: Double
        /// Shape of the matching gamma law.
        var shape: Double
        /// Mean of the rate.
        var mean: Double

        init(logRate: Double, variance: Double) {
            self.logRate = logRate
            self.variance = variance
            shape = inverseTrigamma(variance)
            mean = exp(logRate - digamma(shape)) * shape
        }
    }

    private var mean: [Double]
    private var covariance: [Double]
    private var gain: [Double]
    private let levelVariance: Double
    private let levelDrift: Double
    private let effectDrift: Double

    init(design: CalendarDesign, parameters: TrendParameters) {
        mean = design.priorMean
        let count = mean.count
        covariance = Array(repeating: 0, count: count * count)
        for effect in 0..<count {
            covariance[effect * count + effect] = design.priorVariance[effect]
        }
        gain = Array(repeating: 0, count: count)
        levelVariance = design.priorVariance[0]
        levelDrift = parameters.levelDrift
        effectDrift = parameters.effectDrift
    }

    /// The forecast for a bin `ahead` bins after the last learned one.
    func forecast(_ terms: [CalendarDesign.Term], ahead: Int) -> Forecast {
        let count = mean.count
        let horizon = Double(ahead)
        var logRate = mean[0] + horizon * mean[1]
        var variance =
            covariance[0] + 2 * horizon * covariance[1]
            + horizon * horizon * covariance[count + 1] + horizon * levelDrift
        for term in terms {
            logRate += term.value * mean[term.effect]
            let row = term.effect * count
            var product = 2 * (covariance[row] + horizon * covariance[row + 1])
            for other in terms { product += other.value * covariance[row + other.effect] }
            variance += term.value * product
        }
        return Forecast(logRate: min(max(logRate, -16), 16), variance: max(variance, 1e-9))
    }

    /// Moves on by one bin: the trend enters the level, all effects drift.
    mutating func advance() {
        let count = mean.count
        mean[0] += mean[1]
        for effect in 0..<count { covariance[effect] += covariance[count + effect] }
        for effect in 0..<count { covariance[effect * count] += covariance[effect * count + 1] }
        covariance[0] += levelDrift
        for effect in 2..<max(count, 2) { covariance[effect * count + effect] += effectDrift }
    }

    func write(to state: inout StateNumbers) {
        state.add(mean)
        state.add(covariance)
    }

    mutating func read(from state: inout StateNumbers) {
        mean = state.take(mean.count)
        covariance = state.take(covariance.count)
    }

    /// Forgets the level, keeping the trend and the calendar: the next counts set it anew.
    mutating func forgetLevel() {
        let count = mean.count
        for effect in 0..<count {
            covariance[effect] = 0
            covariance[effect * count] = 0
        }
        covariance[0] = levelVariance
    }

    /// Learns the count of the bin just reached by `advance()`.
    mutating func learn(
        _ observed: Double,
        terms: [CalendarDesign.Term],
        forecast: Forecast,
        dispersion: Double
    ) {
        let count = mean.count
        for effect in 0..<count {
            let row = effect * count
            var product = covariance[row]
            for term in terms { product += term.value * covariance[row + term.effect] }
            gain[effect] = product
        }
        let prior = forecast.variance
        let shape = forecast.shape + observed / dispersion
        let rate = forecast.shape / forecast.mean + 1 / dispersion
        let shift = digamma(shape) - log(rate) - forecast.logRate
        let noise = dispersion / forecast.mean
        let shrink = 1 / (prior + noise)
        for effect in 0..<count {
            mean[effect] += gain[effect] / prior * shift
            let scaled = gain[effect] * shrink
            let row = effect * count
            for other in 0..<count { covariance[row + other] -= scaled * gain[other] }
        }
    }
}
