/// L2-regularised, squared-hinge linear classification by dual coordinate descent.
///
/// Hsieh, Chang, Lin, Keerthi, Sundararajan: A Dual Coordinate Descent Method for Large-scale
/// Linear SVM (ICML 2008), algorithm 1, without shrinking. The order of the rows comes from a
/// fixed seed, so equal input gives equal bytes.
struct DualCoordinateDescent: Sendable {
    var maximumPasses = 40
    /// Stops when the projected gradient of one pass stays within this range.
    var tolerance: Float = 0.05

    struct Solution: Sendable {
        var weights: [Float]
        var bias: Float
    }

    /// Separates the rows with `positive[row]` from the others; `costs` weighs each row's errors.
    func solve(_ rows: SparseRows, positive: [Bool], costs: [Float]) -> Solution {
        var state = State(rows: rows, positive: positive, costs: costs)
        var random = SplitMix64(state: 0x7154_6E67_6665_6E67)
        var order = Array(0..<rows.count)
        for _ in 0..<maximumPasses {
            for index in stride(from: order.count - 1, to: 0, by: -1) {
                order.swapAt(index, Int(random.next() % UInt64(index + 1)))
            }
            if state.pass(rows, order) < tolerance { break }
        }
        return Solution(weights: state.weights, bias: state.bias)
    }
}

extension DualCoordinateDescent {
    /// Primal weights and dual variables between passes.
    private struct State {
        var weights: [Float]
        var bias: Float = 0
        var alpha: [Float]
        let sign: [Float]
        let diagonal: [Float]
        /// Squared length of each row, the bias feature and the diagonal included.
        let curvature: [Float]

        init(rows: SparseRows, positive: [Bool], costs: [Float]) {
            weights = [Float](repeating: 0, count: rows.featureCount)
            alpha = [Float](repeating: 0, count: rows.count)
            sign = positive.map { $0 ? 1 : -1 }
            diagonal = costs.map { 0.5 / $0 }
            curvature = (0..<rows.count).map { row in
                rows.values[rows.starts[row]..<rows.starts[row + 1]]
                    .reduce(1 + 0.5 / costs[row]) { $0 + $1 * $1 }
            }
        }

        /// Visits every row once; returns the spread of the projected gradient.
        mutating func pass(_ rows: SparseRows, _ order: [Int]) -> Float {
            var highest = -Float.infinity
            var lowest = Float.infinity
            weights.withUnsafeMutableBufferPointer { weights in
                rows.ids.withUnsafeBufferPointer { ids in
                    rows.values.withUnsafeBufferPointer { values in
                        for row in order {
                            let range = rows.starts[row]..<rows.starts[row + 1]
                            var score = bias
                            for place in range { score += weights[Int(ids[place])] * values[place] }
                            let gradient = sign[row] * score - 1 + diagonal[row] * alpha[row]
                            let projected = alpha[row] == 0 ? min(gradient, 0) : gradient
                            highest = max(highest, projected)
                            lowest = min(lowest, projected)
                            if abs(projected) < 1e-6 { continue }
                            let updated = max(alpha[row] - gradient / curvature[row], 0)
                            let step = (updated - alpha[row]) * sign[row]
                            alpha[row] = updated
                            bias += step
                            for place in range { weights[Int(ids[place])] += step * values[place] }
                        }
                    }
                }
            }
            return highest - lowest
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a small generator with a fixed sequence.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
