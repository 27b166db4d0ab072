/// Kernel ridge regression of many targets at once, with exact leave-one-group-out scores.
///
/// The kernel is the product of the feature rows plus that of their images in the latent space, and
/// one for the bias; so the solution is linear in the features. One Cholesky factor serves all
/// targets. Held-out scores need no folds: with A = K + Λ and G a group of rows, the scores of G
/// without G are y - (A⁻¹)_GG⁻¹ (A⁻¹y)_G (Rifkin, Lippert: Notes on Regularized Least Squares, 2007).
struct RidgeMachine: Sendable {
    /// One row per sample, one column per target.
    let coefficients: Matrix
    /// Scores of every sample by a machine that has not seen its group.
    let heldOut: Matrix

    init(kernel: [Float], penalties: [Float], targets: Matrix, groups: [[Int]]) {
        let order = targets.rowCount
        var system = kernel.map { Double($0) + 1 }
        for row in 0..<order { system[row * order + row] += Double(penalties[row]) }
        let factor = TriangularFactor(of: system, order: order)
        let width = targets.columnCount
        let half = factor.solve(targets.values.map(Double.init), width: width)
        let inverse = factor.inverse()
        var solution = [Double](repeating: 0, count: order * width)
        for row in 0..<order {
            for column in 0...row {
                let share = inverse[row * order + column]
                Self.add(half, row * width, times: share, to: &solution, column * width, width)
            }
        }
        var coefficients = Matrix(rows: order, columns: width)
        coefficients.values = solution.map(Float.init)
        self.coefficients = coefficients
        heldOut = Self.heldOut(targets, solution, inverse, groups)
    }

    private static func heldOut(
        _ targets: Matrix,
        _ solution: [Double],
        _ inverse: [Double],
        _ groups: [[Int]]
    ) -> Matrix {
        let order = targets.rowCount
        let width = targets.columnCount
        var scores = targets
        for group in groups {
            var block = [Double](repeating: 0, count: group.count * group.count)
            for (row, left) in group.enumerated() {
                for (column, right) in group.enumerated() {
                    block[row * group.count + column] =
                        (max(left, right)..<order).reduce(0) { sum, inner in
                            sum + inverse[inner * order + left] * inverse[inner * order + right]
                        }
                }
            }
            let factor = TriangularFactor(of: block, order: group.count)
            let right = group.flatMap { solution[$0 * width..<($0 + 1) * width] }
            let half = factor.solve(right, width: width)
            let back = factor.inverse()
            for (row, sample) in group.enumerated() {
                for inner in row..<group.count {
                    let share = Float(back[inner * group.count + row])
                    for target in 0..<width {
                        scores[sample, target] -= share * Float(half[inner * width + target])
                    }
                }
            }
        }
        return scores
    }

    private static func add(
        _ source: [Double],
        _ from: Int,
        times factor: Double,
        to target: inout [Double],
        _ start: Int,
        _ count: Int
    ) {
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                for index in 0..<count { target[start + index] += factor * source[from + index] }
            }
        }
    }
}
