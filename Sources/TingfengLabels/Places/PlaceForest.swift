/// Boosted trees over a few plain numbers: the sum of what each tree says is a log-odds.
///
/// Every tree asks five questions, of which each answer leads to the next two, so that a tree is a
/// row of 31 questions and a row of 32 answers.
struct PlaceForest: Sendable {
    static let depth = 5
    static let questionCount = 1 << depth - 1
    static let leafCount = 1 << depth

    /// Which number each question is about.
    var features: [UInt8] = []
    /// Larger numbers go right.
    var cuts: [Float] = []
    var leaves: [Float] = []

    var isComplete: Bool {
        features.count == cuts.count && leaves.count % Self.leafCount == 0
            && features.count == leaves.count / Self.leafCount * Self.questionCount
            && features.allSatisfy { $0 < PlaceEvidence.featureCount }
    }

    /// Returns the log-odds for one row of numbers.
    func score(_ numbers: [Float]) -> Float {
        // Bounds are checked once, when the model is read; thousands of questions a message follow.
        features.withUnsafeBufferPointer { features in
            cuts.withUnsafeBufferPointer { cuts in
                numbers.withUnsafeBufferPointer { numbers in
                    var sum: Float = 0
                    for tree in 0..<leaves.count / Self.leafCount {
                        let first = tree * Self.questionCount
                        var node = 0
                        for _ in 0..<Self.depth {
                            let number = Int(features[first + node])
                            node = 2 * node + (numbers[number] > cuts[first + node] ? 2 : 1)
                        }
                        sum += leaves[tree * Self.leafCount + node - Self.questionCount]
                    }
                    return sum
                }
            }
        }
    }
}
