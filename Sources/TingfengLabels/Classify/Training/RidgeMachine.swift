/// Kernel ridge regression of many targets at once, with exact leave-one-group-out scores.
///
/// The kernel is the product of the feature rows plus that of their images in the latent space, and
/// one for the bias; so the solution is linear in the features. One Cholesky factor serves all
/// targets. Held-out scores need no folds: with A = K + Λ and G a group of rows, the scores of G
/// without G are y - (A⁻¹)_GG⁻¹ (A⁻¹y)_G (Rifkin, Lippert: Notes on Regularized Least Squares, 2007).
struct RidgeMachine: Sendable {
    /// One row per sample, one column per target.
    let coefficients: Matrix
    /// Scores of samples by a machine that has not seen their group: one row for each that is held out.
    let heldOut: Matrix

    /// `groups` are parts of the samples that are held out.
    ///
    /// (A⁻¹)_GG of these needs the corner of the inverse factor from the first of them on, which
    /// spares most of the work where many samples before are never held out.
    init(
        kernel: [Float],
        penalties: [Float],
        targets: Matrix,
        heldOut rows: Range<Int>,
        groups: [[Int]]
    ) {
        let order = targets.rowCount
        var system = kernel.map { Double($0) + 1 }
        for row in 0..<order { system[row * order + row] += Double(penalties[row]) }
        let factor = TriangularFactor(of: system, order: order)
        let width = targets.columnCount
        let half = factor.solve(targets.values.map(Double.init), width: width)
        let solution = factor.solveTransposed(half, width: width)
        var coefficients = Matrix(rows: order, columns: width)
        coefficients.values = solution.map(Float.init)
        self.coefficients = coefficients
        let first = rows.lowerBound
        heldOut = Self.heldOut(
            targets.rows(rows),
            Array(solution[(first * width)...]),
            factor.corner(from: first).inverse(),
            groups.map { $0.map { $0 - first } }
        )
    }

    private static func heldOut(
        _ targets: Matrix,
        _ solution: [Double],
        _ inverse: [Double],
        _ groups: [[Int]]
    ) -> Matrix {
        let width = targets.columnCount
        let order = solution.count / width
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
}
