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
        let unit = weigh(vector)
        factors_add(
            rows,
            Int32(rank),
            Int32(model.stride),
            vector.idStorage,
            multiples,
            Int32(vector.count),
            &sums
        )
        for place in values.indices { values[place] = Float(sums[place]) * unit }
    }

    /// Turns the weights of features into multiples of one step, which it returns; the largest is
    /// 4,000, so that the sums of thousands of features fit in 32 bits.
    private mutating func weigh(_ vector: borrowing FeatureVector) -> Float {
        if multiples.count < vector.count {
            multiples = [Int16](repeating: 0, count: 2 * vector.count)
        }
        let unit = vector.largest / 4_000
        factors_round(vector.scaled, Int32(vector.count), unit, &multiples)
        return unit
    }

    /// Writes the scores of neighbouring directions of a model: sums in four parts, the same on every
    /// machine.
    @inline(__always)
    func score(
        _ range: Range<Int>,
        _ directions: UnsafeBufferPointer<Float>,
        _ biases: UnsafeBufferPointer<Float>,
        to scores: UnsafeMutablePointer<Float>
    ) {
        let rank = values.count
        guard let first = directions.baseAddress else { return }
        factors_score(
            first + range.lowerBound * rank,
            Int32(rank),
            Int32(range.count),
            values,
            scores
        )
        for place in 0..<range.count { scores[place] += biases[range.lowerBound + place] }
    }

    /// Returns the scores of neighbouring directions of a model.
    func scores(_ range: Range<Int>, _ model: borrowing ClassifierModel) -> [Float] {
        var scores = [Float](repeating: 0, count: range.count)
        score(range, model.directions, model.biases, to: &scores)
        return scores
    }
}
