/// The Cholesky factor of a positive definite matrix, and what is solved with it.
///
/// Rows are worked on in blocks, so that a row read from memory serves many others.
struct TriangularFactor: Sendable {
    private static let block = 16

    let order: Int
    /// Lower triangle in row order, the rest is zero.
    private(set) var values: [Double]

    /// Factors a symmetric matrix in row order; only its lower triangle is read.
    init(of matrix: consuming [Double], order: Int) {
        self.order = order
        values = matrix
        values.withUnsafeMutableBufferPointer { cells in
            for start in stride(from: 0, to: order, by: Self.block) {
                let rows = start..<min(start + Self.block, order)
                for column in 0..<rows.upperBound {
                    for row in max(column, start)..<rows.upperBound {
                        let dot = Self.dot(cells, row * order, column * order, column)
                        let rest = cells[row * order + column] - dot
                        cells[row * order + column] =
                            row == column
                            ? rest.squareRoot() : rest / cells[column * order + column]
                    }
                }
                for row in rows {
                    for column in row + 1..<max(order, row + 1) { cells[row * order + column] = 0 }
                }
            }
        }
    }

    /// Returns the inverse of the factor times a matrix of `width` columns in row order.
    func solve(_ right: consuming [Double], width: Int) -> [Double] {
        var result = right
        result.withUnsafeMutableBufferPointer { cells in
            values.withUnsafeBufferPointer { factor in
                for start in stride(from: 0, to: order, by: Self.block) {
                    let rows = start..<min(start + Self.block, order)
                    for inner in 0..<rows.upperBound {
                        if inner >= start {
                            Self.divide(cells, inner * width, width, factor[inner * order + inner])
                        }
                        for row in max(inner + 1, start)..<max(rows.upperBound, inner + 1) {
                            let share = factor[row * order + inner]
                            Self.subtract(cells, inner * width, times: share, row * width, width)
                        }
                    }
                }
            }
        }
        return result
    }

    /// Returns the inverse of the transposed factor times a matrix of `width` columns in row order.
    func solveTransposed(_ right: consuming [Double], width: Int) -> [Double] {
        var result = right
        result.withUnsafeMutableBufferPointer { cells in
            values.withUnsafeBufferPointer { factor in
                for row in (0..<order).reversed() {
                    Self.divide(cells, row * width, width, factor[row * order + row])
                    for above in 0..<row {
                        let share = factor[row * order + above]
                        Self.subtract(cells, row * width, times: share, above * width, width)
                    }
                }
            }
        }
        return result
    }

    /// Returns the factor of the rows and columns from `first` on, which is what is left of the
    /// matrix when the others are eliminated.
    func corner(from first: Int) -> TriangularFactor {
        let rows = (first..<order).map { values[$0 * order + first..<($0 + 1) * order] }
        return TriangularFactor(factor: Array(rows.joined()), order: order - first)
    }

    private init(factor: [Double], order: Int) {
        values = factor
        self.order = order
    }

    /// Returns the inverse of the factor, lower triangle in row order.
    func inverse() -> [Double] {
        var identity = [Double](repeating: 0, count: order * order)
        for index in 0..<order { identity[index * order + index] = 1 }
        var result = identity
        result.withUnsafeMutableBufferPointer { cells in
            values.withUnsafeBufferPointer { factor in
                for start in stride(from: 0, to: order, by: Self.block) {
                    let end = min(start + Self.block, order)
                    for inner in 0..<end {
                        if inner >= start {
                            Self.divide(
                                cells,
                                inner * order,
                                inner + 1,
                                factor[inner * order + inner]
                            )
                        }
                        for row in max(inner + 1, start)..<max(end, inner + 1) {
                            let share = factor[row * order + inner]
                            Self.subtract(
                                cells,
                                inner * order,
                                times: share,
                                row * order,
                                inner + 1
                            )
                        }
                    }
                }
            }
        }
        return result
    }

    private static func dot(
        _ cells: UnsafeMutableBufferPointer<Double>,
        _ left: Int,
        _ right: Int,
        _ count: Int
    ) -> Double {
        var parts = SIMD4<Double>()
        var index = 0
        while index + 4 <= count {
            let first = SIMD4(
                cells[left + index],
                cells[left + index + 1],
                cells[left + index + 2],
                cells[left + index + 3]
            )
            let second = SIMD4(
                cells[right + index],
                cells[right + index + 1],
                cells[right + index + 2],
                cells[right + index + 3]
            )
            parts += first * second
            index += 4
        }
        var sum = parts.sum()
        while index < count {
            sum += cells[left + index] * cells[right + index]
            index += 1
        }
        return sum
    }

    private static func divide(
        _ cells: UnsafeMutableBufferPointer<Double>,
        _ start: Int,
        _ count: Int,
        _ divisor: Double
    ) {
        for index in start..<start + count { cells[index] /= divisor }
    }

    private static func subtract(
        _ cells: UnsafeMutableBufferPointer<Double>,
        _ source: Int,
        times factor: Double,
        _ target: Int,
        _ count: Int
    ) {
        for index in 0..<count { cells[target + index] -= factor * cells[source + index] }
    }
}
