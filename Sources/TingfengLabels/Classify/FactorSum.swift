/// Adds up the factors of a message's features: the short vector that all scores are taken from.
struct FactorSum {
    private(set) var values: [Float] = []
    /// Whole numbers: added up twice as fast as floats without the newest instructions.
    private var sums: [Int32] = []

    /// Replaces the content by the sum over the features of a message.
    mutating func fill(from vector: borrowing FeatureVector, _ model: ClassifierModel) {
        let rank = model.rank
        if values.count != rank {
            values = [Float](repeating: 0, count: rank)
            sums = [Int32](repeating: 0, count: rank)
        }
        for place in sums.indices { sums[place] = 0 }
        let factors = model.factors
        let features = model.features
        guard let first = factors.baseAddress else { return }
        let unit = Self.unit(vector, features)
        sums.withUnsafeMutableBufferPointer { sums in
            for place in vector.ids.indices {
                let id = Int(vector.ids[place])
                let multiple = Int16((vector.values[place] * features[id].step / unit).rounded())
                Self.add(first + id * rank, times: multiple, to: sums)
            }
        }
        for place in values.indices { values[place] = Float(sums[place]) * unit }
    }

    /// Returns the step in which the weights of features are counted, so that the largest is
    /// 4,000: the sums of thousands of features fit in 32 bits.
    private static func unit(
        _ vector: borrowing FeatureVector,
        _ features: UnsafeBufferPointer<ClassifierModel.FeatureRecord>
    ) -> Float {
        var largest = Float.leastNormalMagnitude
        for place in vector.ids.indices {
            largest = max(largest, vector.values[place] * features[Int(vector.ids[place])].step)
        }
        return largest / 4_000
    }

    @inline(__always)
    private static func add(
        _ row: UnsafePointer<Int8>,
        times multiple: Int16,
        to sums: UnsafeMutableBufferPointer<Int32>
    ) {
        for place in 0..<sums.count {
            sums[place] &+= Int32(Int16(row[place])) &* Int32(multiple)
        }
    }

    /// Returns the score of a direction: a sum in four parts, the same on every machine.
    @inline(__always)
    func score(_ direction: Int, _ model: borrowing ClassifierModel) -> Float {
        let rank = values.count
        let start = direction * rank
        let directions = model.directions
        var parts = SIMD4<Float>()
        for place in stride(from: 0, to: rank, by: 4) {
            let left = SIMD4(
                values[place],
                values[place + 1],
                values[place + 2],
                values[place + 3]
            )
            let right = SIMD4(
                directions[start + place],
                directions[start + place + 1],
                directions[start + place + 2],
                directions[start + place + 3]
            )
            parts += left * right
        }
        return (parts[0] + parts[1]) + (parts[2] + parts[3]) + model.biases[direction]
    }
}
