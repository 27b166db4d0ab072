/// Judges the bins of one series one after the other; state of constant size.
struct BinJudge {
    private let parameters: TrendParameters
    private let test: AlarmTest
    private var rises: EventFilter
    private var drops: EventFilter

    init(test: AlarmTest, parameters: TrendParameters) {
        self.parameters = parameters
        self.test = test
        rises = EventFilter(parameters: parameters)
        drops = EventFilter(parameters: parameters)
    }

    /// Probability that the bin just judged holds an event, which the baseline then trusts less.
    var eventProbability: Double { rises.eventProbability }

    func write(to state: inout StateNumbers) {
        rises.write(to: &state)
        drops.write(to: &state)
    }

    mutating func read(from state: inout StateNumbers) {
        rises.read(from: &state)
        drops.read(from: &state)
    }

    /// Takes the next bin; the alarm limit, which is most of the cost, is worked out for bins whose p
    /// in either direction is at most `upperBelow`.
    mutating func judge(
        _ step: SeriesWalk.Step,
        bin: Bin,
        share: Double,
        upperBelow: Double
    ) -> Detection {
        let law = step.expectation.law(share: share)
        let isWarm = step.index >= parameters.warmUpBins
        let own = isWarm ? law.midScore(Double(step.count)) : 0
        let limit = test.rawThreshold - rises.carry
        let score = test.calibration.calibrated(rises.add(own))
        let dropScore = test.calibration.calibrated(drops.add(-own))
        let p = NormalScore.upperTail(score)
        let dropP = NormalScore.upperTail(dropScore)
        let upper =
            min(p, dropP) <= upperBelow
            ? max(law.largestCount(within: limit), Double(parameters.minCount) - 1) : 0
        return Detection(
            bin: bin,
            count: step.count,
            expected: law.mean,
            upper: Int32(min(upper, Double(Int32.max))),
            score: score,
            p: p,
            dropScore: dropScore,
            dropP: dropP,
            alarm: alarm(score: score, dropScore: dropScore, count: step.count),
            isProvisional: share < 1
        )
    }

    private func alarm(score: Double, dropScore: Double, count: Int32) -> Detection.Direction? {
        if score > test.threshold, count >= parameters.minCount { return .rise }
        return dropScore > test.threshold ? .drop : nil
    }
}
