/// Turns scores into probabilities: softmax with one steepness (inverse temperature) per level,
/// fitted on held-out scores.
///
/// Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (ICML 2017), §4.2.
enum Calibration {
    /// Scores of one held-out message and the place of the right class among them.
    struct Case: Sendable {
        var scores: [Float]
        var truth: Int
    }

    static func softmax(_ scores: [Float], steepness: Double) -> [Double] {
        let highest = Double(scores.max() ?? 0)
        let powers = scores.map { exponential(steepness * (Double($0) - highest)) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Returns the steepness with the least negative log-likelihood, by golden-section search on a
    /// logarithmic scale between 0.1 and 100; 3 when there is nothing to fit.
    static func fit(_ cases: [Case]) -> Double {
        guard !cases.isEmpty else { return 3 }
        let ratio = 0.618_033_988_749_894_8
        var low = naturalLog(0.1)
        var high = naturalLog(100)
        while high - low > 0.001 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if loss(cases, exponential(left)) < loss(cases, exponential(right)) {
                high = right
            } else {
                low = left
            }
        }
        return exponential((low + high) / 2)
    }

    private static func loss(_ cases: [Case], _ steepness: Double) -> Double {
        cases.reduce(0) { sum, item in
            sum - naturalLog(max(softmax(item.scores, steepness: steepness)[item.truth], 1e-12))
        }
    }
}
