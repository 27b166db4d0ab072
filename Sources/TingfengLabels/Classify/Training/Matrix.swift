/// A dense matrix in row order, for training only.
struct Matrix: Sendable {
    let rowCount: Int
    let columnCount: Int
    var values: [Float]

    init(rows: Int, columns: Int) {
        rowCount = rows
        columnCount = columns
        values = [Float](repeating: 0, count: rows * columns)
    }

    /// Stacks parts that have the same columns.
    init(stacking parts: [[Float]], columns: Int) {
        values = Array(parts.joined())
        columnCount = columns
        rowCount = values.count / max(1, columns)
    }

    subscript(row: Int, column: Int) -> Float {
        get { values[row * columnCount + column] }
        set { values[row * columnCount + column] = newValue }
    }

    func row(_ row: Int) -> ArraySlice<Float> {
        values[row * columnCount..<(row + 1) * columnCount]
    }

    /// Returns some rows.
    func rows(_ rows: Range<Int>) -> Matrix {
        let cells = rows.lowerBound * columnCount..<rows.upperBound * columnCount
        return Matrix(stacking: [Array(values[cells])], columns: columnCount)
    }

    /// Returns some columns of some rows.
    func part(rows: Range<Int>, columns: Range<Int>) -> Matrix {
        var part = Matrix(rows: rows.count, columns: columns.count)
        for (target, row) in rows.enumerated() {
            for (place, column) in columns.enumerated() { part[target, place] = self[row, column] }
        }
        return part
    }

    /// Returns a matrix whose rows go on with those of another, which has as many.
    func beside(_ other: Matrix) -> Matrix {
        var joined = Matrix(rows: rowCount, columns: columnCount + other.columnCount)
        for row in 0..<rowCount {
            for column in 0..<columnCount { joined[row, column] = self[row, column] }
            for column in 0..<other.columnCount {
                joined[row, columnCount + column] = other[row, column]
            }
        }
        return joined
    }

    /// Adds a matrix of as many columns to the rows from `first` on, times a number.
    mutating func add(_ other: Matrix, times factor: Float = 1, toRowsFrom first: Int = 0) {
        let start = first * columnCount
        for index in other.values.indices { values[start + index] += factor * other.values[index] }
    }

    /// Returns this matrix times another.
    func times(_ other: Matrix) async -> Matrix {
        let parts = await inChunks(of: rowCount) { rows in
            var part = [Float](repeating: 0, count: rows.count * other.columnCount)
            for (place, row) in rows.enumerated() {
                let start = place * other.columnCount
                for inner in 0..<columnCount {
                    Self.add(
                        other.values,
                        inner * other.columnCount,
                        times: self[row, inner],
                        to: &part,
                        start,
                        count: other.columnCount
                    )
                }
            }
            return part
        }
        return Matrix(stacking: parts, columns: other.columnCount)
    }

    /// Returns the transpose of this matrix times another with as many rows.
    func transposedTimes(_ other: Matrix) async -> Matrix {
        var sum = Matrix(rows: columnCount, columns: other.columnCount)
        let parts = await inChunks(of: rowCount) { rows in
            var part = [Float](repeating: 0, count: columnCount * other.columnCount)
            for row in rows {
                for column in 0..<columnCount where self[row, column] != 0 {
                    Self.add(
                        other.values,
                        row * other.columnCount,
                        times: self[row, column],
                        to: &part,
                        column * other.columnCount,
                        count: other.columnCount
                    )
                }
            }
            return part
        }
        for part in parts { for index in part.indices { sum.values[index] += part[index] } }
        return sum
    }

    /// Adds a multiple of one run of numbers to another.
    @inline(__always)
    static func add(
        _ source: [Float],
        _ from: Int,
        times factor: Float,
        to target: inout [Float],
        _ start: Int,
        count: Int
    ) {
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                for index in 0..<count { target[start + index] += factor * source[from + index] }
            }
        }
    }
}

/// Runs work over ranges of rows side by side; results come in the order of the rows and do not
/// depend on the number of threads, because the ranges do not.
func inChunks<Output: Sendable>(
    of count: Int,
    size: Int = 1_024,
    _ work: @escaping @Sendable (Range<Int>) -> Output
) async -> [Output] {
    await withTaskGroup(of: (Int, Output).self) { group in
        for start in stride(from: 0, to: count, by: size) {
            group.addTask { (start, work(start..<min(start + size, count))) }
        }
        var parts: [(Int, Output)] = []
        for await part in group { parts.append(part) }
        return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
