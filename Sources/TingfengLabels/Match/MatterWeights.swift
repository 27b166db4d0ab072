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

    /// The weights that `tingfeng model train matcher` gave, but for `topicSimilarity`, half a unit less than its fit
    /// (3.365): a thick topic drew messages of other places into a matter (models/README.md).
    public static let shipped = MatterWeights([
        -1.997, 3.005, 0.485, 2.592, 0.386, -0.168, -2.795, 2.865, -2.103, -0.418,
        -0.923, -0.236, 1.881, -0.869,
    ])
}
