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
        -3.557, 1.961, 2.430, -2.026, 3.691, -1.857, -0.345, 2.164, -0.760, 1.998, 1.117,
    ])
}
