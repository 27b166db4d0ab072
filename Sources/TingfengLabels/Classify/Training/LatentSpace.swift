extension Matrix {
    /// Returns a matrix with the same column space whose columns are orthonormal.
    ///
    /// Cholesky QR, done twice because once loses digits where columns are nearly dependent
    /// (Yamamoto, Nakatsukasa, Yanagisawa, Fukaya 2015).
    func orthonormal() async -> Matrix {
        await orthonormalOnce().orthonormalOnce()
    }

    private func orthonormalOnce() async -> Matrix {
        var gram = await squared()
        let largest = (0..<columnCount).reduce(0) { max($0, gram[$1 * columnCount + $1]) }
        // Keeps the factor real where columns are dependent.
        for index in 0..<columnCount { gram[index * columnCount + index] += largest * 1e-13 }
        let inverse = TriangularFactor(of: gram, order: columnCount).inverse()
        // B · L⁻ᵀ has orthonormal columns where BᵀB = L · Lᵀ.
        var upper = Matrix(rows: columnCount, columns: columnCount)
        for row in 0..<columnCount {
            for column in row..<columnCount {
                upper[row, column] = Float(inverse[column * columnCount + row])
            }
        }
        return await times(upper)
    }

    /// The lower triangle of the transpose times this matrix, added up in double precision.
    private func squared() async -> [Double] {
        let width = columnCount
        let parts = await inChunks(of: rowCount, size: 8_192) { rows in
            var part = [Double](repeating: 0, count: width * width)
            part.withUnsafeMutableBufferPointer { part in
                values.withUnsafeBufferPointer { values in
                    for row in rows {
                        for left in 0..<width {
                            let factor = Double(values[row * width + left])
                            if factor == 0 { continue }
                            for right in 0...left {
                                part[left * width + right] +=
                                    factor * Double(values[row * width + right])
                            }
                        }
                    }
                }
            }
            return part
        }
        var sum = [Double](repeating: 0, count: width * width)
        for part in parts { for index in part.indices { sum[index] += part[index] } }
        return sum
    }
}

/// Finds the space in which texts vary most: the leading right singular vectors of their feature
/// rows, by randomised subspace iteration.
///
/// Halko, Martinsson, Tropp: Finding Structure with Randomness (SIAM Review 2011), algorithm 4.4.
/// Words that stand in the same messages come to lie near each other, also those that no labelled
/// message has (latent semantic analysis: Deerwester and others 1990).
struct LatentSpace: Sendable {
    /// One orthonormal column per dimension, one row per feature.
    let basis: Matrix

    init(of rows: SparseRows, rank: Int, passes: Int = 2) async {
        let columns = rows.transposed()
        var random = SplitMix64(state: 0x6C61_7465_6E74)
        var start = Matrix(rows: rows.featureCount, columns: rank)
        for index in start.values.indices {
            start.values[index] = Float(Int32(truncatingIfNeeded: random.next())) / Float(Int32.max)
        }
        var basis = start
        for _ in 0..<passes {
            let image = await rows.times(basis).orthonormal()
            basis = await columns.times(image)
        }
        self.basis = await basis.orthonormal()
    }
}

extension SparseRows {
    /// Returns these rows times a dense matrix with one row per feature.
    func times(_ dense: Matrix) async -> Matrix {
        let width = dense.columnCount
        let parts = await inChunks(of: count) { rows in
            var part = [Float](repeating: 0, count: rows.count * width)
            for (place, row) in rows.enumerated() {
                for index in starts[row]..<starts[row + 1] {
                    Matrix.add(
                        dense.values,
                        Int(ids[index]) * width,
                        times: values[index],
                        to: &part,
                        place * width,
                        count: width
                    )
                }
            }
            return part
        }
        return Matrix(stacking: parts, columns: width)
    }

    /// Returns the columns as rows.
    func transposed() -> SparseRows {
        var result = SparseRows()
        result.featureCount = count
        var sizes = [Int](repeating: 0, count: featureCount + 1)
        for id in ids { sizes[Int(id) + 1] += 1 }
        for feature in 0..<featureCount { sizes[feature + 1] += sizes[feature] }
        result.starts = sizes
        result.ids = [Int32](repeating: 0, count: ids.count)
        result.values = [Float](repeating: 0, count: ids.count)
        for row in 0..<count {
            for place in starts[row]..<starts[row + 1] {
                let target = sizes[Int(ids[place])]
                sizes[Int(ids[place])] += 1
                result.ids[target] = Int32(row)
                result.values[target] = values[place]
            }
        }
        return result
    }
}
