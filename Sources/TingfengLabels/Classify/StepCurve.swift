/// Turns a number into a probability by steps, each the share of right answers among as many held-out
/// answers (histogram binning: Zadrozny, Elkan 2001).
///
/// A few hundred answers tell such a share to two points; a smooth curve would claim more than they
/// know, and its calibration error on a test of that size is noise.
struct StepCurve: Sendable, Equatable {
    /// Answers behind each step.
    static let answersPerStep = 500
    /// Width of a step in probability, so that surer answers stay ahead.
    private static let width: Float = 0.001

    /// The number from which on each step holds; the first is not used.
    var edges: [Float] = []
    /// Probability of each step, rising; empty if too few answers were held out.
    var values: [Float] = []

    /// Returns the probability of a step; `smooth` is that of a rising curve, which orders the answers
    /// of one step.
    func probability(of number: Double, smooth: Double) -> Double {
        guard !values.isEmpty else { return smooth }
        let step = edges.dropFirst().count { Double($0) <= number }
        let inside = Double(values[step]) + Double(Self.width) * (smooth - 0.5)
        return min(max(inside, 0), 1)
    }

    /// Fits steps of equal size; a step below the one before it is joined with it.
    static func fit(_ cases: [(number: Double, isRight: Bool)]) -> StepCurve {
        let count = cases.count / answersPerStep
        guard count >= 2 else { return StepCurve() }
        let ranked = cases.sorted {
            ($0.number, $1.isRight ? 1 : 0) < ($1.number, $0.isRight ? 1 : 0)
        }
        var steps: [(edge: Double, right: Int, size: Int)] = []
        for step in 0..<count {
            let part = ranked[ranked.count * step / count..<ranked.count * (step + 1) / count]
            guard let first = part.first else { continue }
            var new = (edge: first.number, right: part.count(where: \.isRight), size: part.count)
            while let last = steps.last, last.right * new.size >= new.right * last.size {
                new = (last.edge, last.right + new.right, last.size + new.size)
                steps.removeLast()
            }
            steps.append(new)
        }
        return StepCurve(
            edges: steps.map { Float($0.edge) },
            values: steps.map { Float($0.right) / Float($0.size) }
        )
    }
}
