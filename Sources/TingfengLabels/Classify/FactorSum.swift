import CFactors

/// Adds up the factors of a message's features: the short vector that all scores are taken from.
struct FactorSum {
    private(set) var values: [Float] = []
    /// Whole numbers, so that the sum is the same whatever the width of the registers.
    private var sums: [Int32] = []
    private var multiples: [Int16] = []

    /// Replaces the content by the sum over the features of a message.
    ///
    /// Its rows lie far apart in 14 MB: waiting for each in turn took four fifths of the time.
    mutating func fill(from vector: borrowing FeatureVector, _ model: ClassifierModel) {
        let rank = model.rank
        if values.count != rank {
            values = [Float](repeating: 0, count: rank)
            sums = values.map { _ in 0 }
        }
        for place in sums.indices { sums[place] = 0 }
        guard let rows = model.factors.baseAddress else { return }
        let unit = weigh(vector, model.features)
        factors_add(rows, Int32(rank), vector.ids, multiples, Int32(multiples.count), &sums)
        for place in values.indices { values[place] = Float(sums[place]) * unit }
    }

    /// Turns the weights of features into multiples of one step, which it returns; the largest is
    /// 4,000, so that the sums of thousands of features fit in 32 bits.
    private mutating func weigh(
        _ vector: borrowing FeatureVector,
        _ features: UnsafeBufferPointer<ClassifierModel.FeatureRecord>
    ) -> Float {
        var largest = Float.leastNormalMagnitude
        for place in vector.ids.indices {
            largest = max(largest, vector.values[place] * features[Int(vector.ids[place])].step)
        }
        let unit = largest / 4_000
        multiples.removeAll(keepingCapacity: true)
        for place in vector.ids.indices {
            let weight = vector.values[place] * features[Int(vector.ids[place])].step
            multiples.append(Int16((weight / unit).rounded()))
        }
        return unit
    }

    /// Returns the score of a direction: a sum in four parts, the same on every machine.
    @inline(__always)
    func score(_ direction: Int, _ directions: UnsafePointer<Float>, bias: Float) -> Float {
        let rank = values.count
        let start = UnsafeRawPointer(directions + direction * rank)
        let parts = values.withUnsafeBytes { values in
            var parts = SIMD4<Float>()
            for offset in stride(from: 0, to: 4 * rank, by: 16) {
                parts +=
                    values.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
                    * start.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
            }
            return parts
        }
        return (parts[0] + parts[1]) + (parts[2] + parts[3]) + bias
    }

    /// Returns the score of a direction of a model.
    func score(_ direction: Int, _ model: borrowing ClassifierModel) -> Float {
        guard let directions = model.directions.baseAddress else { return 0 }
        return score(direction, directions, bias: model.biases[direction])
    }
}
