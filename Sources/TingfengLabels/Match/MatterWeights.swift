/// How much each ``MatterEvidence`` weighs: a logistic regression on judged pairs and known matters
/// of the development sets, fitted by ``MatterTrainer`` (models/README.md).
public struct MatterWeights: Sendable, Equatable {
    var values: SIMD16<Float>

    /// Names of the weights that are in use, in order.
    public static let names = [
        "constant", "bestTitleCover", "commonTitleCover", "commonTitleSimilarity",
        "topicSimilarity", "placeConflict", "days", "placeCover", "placeMiss", "sameCaller",
        "lengthRatio",
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
        -3.461, 2.162, 2.402, -2.214, 3.729, -1.898, -0.328, 1.990, -0.897, 1.932, 1.019,
    ])
}
