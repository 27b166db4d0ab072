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

    /// The weights that `tingfeng model train matcher` gave.
    public static let shipped = MatterWeights([
        -1.935, 3.192, 1.011, 2.634, 0.392, -0.133, -3.166, 3.096, -2.054, -0.411,
        -0.488, -0.448, 1.938, -0.684,
    ])
}
