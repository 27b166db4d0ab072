/// Decides which of the strings that the chain sees are where the matter is.
///
/// A logistic model over a few plain numbers of each distinct string.
struct PlaceJudge: Sendable {
    static let featureCount = 22
    private let weights: [Float]

    init(weights: [Float]) {
        self.weights = weights
    }

    var isComplete: Bool { weights.count == Self.featureCount + 1 }

    /// The last weight is the probability from which a string is taken.
    var threshold: Float { weights[Self.featureCount] }

    func probability(_ features: [Float]) -> Float {
        var score: Float = 0
        for (weight, feature) in zip(weights, features) { score += weight * feature }
        return Float(1 / (1 + exponential(Double(-score))))
    }
}
