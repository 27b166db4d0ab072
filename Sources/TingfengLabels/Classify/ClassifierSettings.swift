/// Numbers that the trainer fixed; stored as floats in this order.
struct ClassifierSettings: Sendable, Equatable {
    static let levelCount = 4

    /// Weight of each feature group.
    var groupWeights: [Float]
    /// How much the score of a category counts at each level.
    var steepness: [Float]
    /// Maps the probability of the chosen category of each level to how often it is right.
    var curves: [LogisticCurve]
    /// Makes the probability of level 1 as sure as held-out answers allow, see ``StepCurve``.
    var steps = StepCurve()
    /// Score that stands for those of the categories below an unlikely one.
    var typicalScore: Float
    /// The threshold below which the model abstains unless told otherwise.
    var abstainBelow: Float

    var array: [Float] {
        groupWeights + steepness + curves.map(\.slope) + curves.map(\.offset)
            + [typicalScore, abstainBelow] + steps.edges + steps.values
    }

    init(groupWeights: [Float], calibration: Calibration.Result, abstainBelow: Float) {
        self.groupWeights = groupWeights
        steepness = calibration.steepness
        curves = calibration.curves
        steps = calibration.steps
        typicalScore = calibration.typicalScore
        self.abstainBelow = abstainBelow
    }

    init?(_ numbers: UnsafeBufferPointer<Float>) {
        let groups = FeatureGroup.allCases.count
        let levels = Self.levelCount
        let fixed = groups + 3 * levels + 2
        guard numbers.count >= fixed, (numbers.count - fixed) % 2 == 0 else { return nil }
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
        let stepCount = (numbers.count - fixed) / 2
        steps.edges = Array(numbers[fixed..<fixed + stepCount])
        steps.values = Array(numbers[(fixed + stepCount)...])
    }

    /// Calibrated probabilities of the nodes of a way; a deeper one is never the likelier.
    func probabilities(of way: [Int], _ all: [Float]) -> [Double] {
        var highest = 1.0
        return way.enumerated().map { level, node in
            let number = LogisticCurve.logit(Double(all[node]))
            let smooth = curves[level].probability(of: number)
            let own = level == 0 ? steps.probability(of: number, smooth: smooth) : smooth
            highest = min(highest, own)
            return highest
        }
    }
}
