/// Numbers that the trainer fixed; stored as floats in this order.
struct ClassifierSettings: Sendable, Equatable {
    static let levelCount = 4

    /// Weight of each feature group.
    var groupWeights: [Float]
    /// How much the score of a category counts at each level.
    var steepness: [Float]
    /// Maps the probability of the chosen category of each level to how often it is right.
    var curves: [LogisticCurve]
    /// Score that stands for those of the categories below an unlikely one.
    var typicalScore: Float
    /// The threshold below which the model abstains unless told otherwise.
    var abstainBelow: Float

    var array: [Float] {
        groupWeights + steepness + curves.map(\.slope) + curves.map(\.offset)
            + [typicalScore, abstainBelow]
    }

    init(groupWeights: [Float], calibration: Calibration.Result, abstainBelow: Float) {
        self.groupWeights = groupWeights
        steepness = calibration.steepness
        curves = calibration.curves
        typicalScore = calibration.typicalScore
        self.abstainBelow = abstainBelow
    }

    init?(_ numbers: UnsafeBufferPointer<Float>) {
        let groups = FeatureGroup.allCases.count
        let levels = Self.levelCount
        guard numbers.count == groups + 3 * levels + 2 else { return nil }
        groupWeights = Array(numbers[..<groups])
        steepness = Array(numbers[groups..<groups + levels])
        curves = (0..<levels).map { level in
            LogisticCurve(
                slope: numbers[groups + levels + level],
                offset: numbers[groups + 2 * levels + level]
            )
        }
        typicalScore = numbers[groups + 3 * levels]
        abstainBelow = numbers[groups + 3 * levels + 1]
    }

    /// Calibrated probabilities of the nodes of a way; a deeper one is never the likelier.
    func probabilities(of way: [Int], _ all: [Float]) -> [Double] {
        var highest = 1.0
        return way.enumerated().map { level, node in
            let number = LogisticCurve.logit(Double(all[node]))
            highest = min(highest, curves[level].probability(of: number))
            return highest
        }
    }
}
