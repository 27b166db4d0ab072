internal import Glibc

/// The negative binomial law of a count with mean `mean` and variance `ratio` × mean.
///
/// A ratio of 1 (Poisson) is taken as 1.0005.
public struct NegativeBinomial {
    /// Mean of the count.
    public let mean: Double
    private let shape: Double
    private let failure: Double
    private let logFailure: Double
    private let logSuccess: Double

    /// Makes the law; `ratio` is variance over mean.
    public init(mean: Double, ratio: Double) {
        let bounded = max(ratio, 1.0005)
        self.mean = max(mean, 1e-6)
        shape = self.mean / (bounded - 1)
        failure = (bounded - 1) / bounded
        logFailure = log(failure)
        logSuccess = -log(bounded)
    }

    func probability(_ count: Double) -> Double { exp(logProbability(count)) }

    func logProbability(_ count: Double) -> Double {
        logGamma(count + shape) - logGamma(shape) - logGamma(count + 1)
            + shape * logSuccess + count * logFailure
    }

    /// The chance of at least `count`.
    public func upperTail(_ count: Int) -> Double {
        let count = Double(count)
        guard count > 0 else { return 1 }
        if count >= mean {
            let ratio = (count + shape) * failure / (count + 1)
            let beyond = ratio * incompleteBetaFraction(failure, count + 1, shape)
            return min(exp(logProbability(count)) * (1 + beyond), 1)
        }
        let below = count / shape * incompleteBetaFraction(1 - failure, shape, count)
        return max(1 - exp(logProbability(count)) * below, 0)
    }

    /// The normal score of the mid-p value P(Y > count) + ½ P(Y = count); it stays finite and
    /// in order far beyond p = 1e-300.
    func midScore(_ count: Double) -> Double {
        let logPoint = logProbability(count)
        if count >= mean {
            let ratio = (count + shape) * failure / (count + 1)
            let beyond = ratio * incompleteBetaFraction(failure, count + 1, shape)
            return NormalScore.score(logUpperTail: min(logPoint + log(0.5 + beyond), 0))
        }
        guard count > 0 else { return lowerScore(logPoint + log(0.5)) }
        // P(Y ≤ count − 1) = I_{1−failure}(shape, count).
        let below = count / shape * incompleteBetaFraction(1 - failure, shape, count)
        return lowerScore(logPoint + log(0.5 + below))
    }

    /// The largest count whose `midScore` does not exceed `limit`, −1 if there is none.
    func largestCount(within limit: Double) -> Double {
        guard midScore(0) <= limit else { return -1 }
        // Wilson–Hilferty start, then bracketing: midScore rises with the count.
        let spread = deviation / mean
        let root = 1 - spread * spread / 9 + limit * spread / 3
        var low = 0.0
        var high = max((mean * root * root * root).rounded(.down), 1)
        var step = 1.0
        while midScore(high) <= limit {
            low = high
            high += step
            step *= 2
        }
        step = 1
        while high - low > 1 {
            let middle = step < 8 ? max(high - step, low + 1) : ((low + high) / 2).rounded(.down)
            if midScore(middle) <= limit { low = middle } else { high = middle }
            step *= 2
        }
        return low
    }

    /// The counts between the two tails, each of probability `tail` by mid-p, ends included.
    func band(tail: Double) -> ClosedRange<Int> {
        let limit = NormalScore.score(upperTail: tail)
        let upper = Int(max(largestCount(within: limit), 0))
        return min(Int(largestCount(within: -limit)) + 1, upper)...upper
    }

    /// Standard deviation.
    var deviation: Double { (mean / success).squareRoot() }

    private var success: Double { 1 - failure }

    private func lowerScore(_ logLower: Double) -> Double {
        -NormalScore.score(logUpperTail: min(logLower, 0))
    }
}
