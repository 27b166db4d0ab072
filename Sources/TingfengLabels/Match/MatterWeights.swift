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
        -3.593, 1.264, 2.409, -1.610, 4.018, -1.675, -0.349, 2.307, -1.083, 1.780, 1.220,
    ])
}
