/// How much each ``MatterEvidence`` weighs: a logistic regression on judged pairs and known matters
/// of the development sets, fitted by ``MatterTrainer`` (models/README.md).
public struct MatterWeights: Sendable, Equatable {
    var values: SIMD16<Float>

    /// Names of the weights that are in use, in order.
    public static let names = [
        "constant", "bestTitleCover", "leastTitleCover", "commonTitleCover", "similarity",
        "rareSimilarity", "commonTitleSimilarity", "topicSimilarity", "placeConflict", "days",
        "bestSharpCover", "leastSharpCover", "placeCover", "placeMiss",
    ]

    /// The weights in the order of ``names``.
    public var list: [Float] { (0..<Self.names.count).map { values[$0] } }

    /// Weights in the order of ``names``.
    public init(_ list: [Float]) {
        values = .zero
        for (index, weight) in list.prefix(Self.names.count).enumerated() { values[index] = weight }
    }

    /// The weights that `tingfeng model train matcher` gave, but for `topicSimilarity`, 0.6 less than its fit
    /// (3.725): a thick topic drew messages of other places into a matter (models/README.md).
    public static let shipped = MatterWeights([
        -1.948, 2.587, 0.423, 2.768, 0.242, -0.095, -2.911, 3.125, -2.121, -0.437,
        -0.692, -0.182, 1.576, -1.148,
    ])
}
