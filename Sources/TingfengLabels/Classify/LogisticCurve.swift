/// Turns a number into a probability by a logistic curve fitted on answers that turned out right or
/// wrong (Platt 1999).
struct LogisticCurve: Sendable, Equatable {
    var slope: Float = 1
    var offset: Float = 0

    func probability(of number: Double) -> Double {
        1 / (1 + exponential(-(Double(slope) * number + Double(offset))))
    }

    /// Returns the log-odds of a probability, which the curve maps to better ones.
    static func logit(_ probability: Double) -> Double {
        let inside = min(max(probability, 1e-6), 1 - 1e-6)
        return naturalLog(inside / (1 - inside))
    }

    /// Fits a curve by Newton's method from a flat one; a step that makes the fit worse is halved.
    static func fit(_ cases: [(number: Double, isRight: Bool)]) -> LogisticCurve {
        var (slope, offset) = (0.0, 0.0)
        var best = loss(cases, slope, offset)
        for _ in 0..<40 {
            var (first, second) = (0.001 * slope, 0.001 * offset)
            var (a, b, c) = (0.001, 0.0, 0.001)
            for item in cases {
                let share = 1 / (1 + exponential(-(slope * item.number + offset)))
                let error = share - (item.isRight ? 1 : 0)
                let weight = share * (1 - share)
                first += error * item.number
                second += error
                a += weight * item.number * item.number
                b += weight * item.number
                c += weight
            }
            let determinant = a * c - b * b
            let (down, across) = (
                (c * first - b * second) / determinant,
                (a * second - b * first) / determinant
            )
            var length = 1.0
            while length > 1e-4, loss(cases, slope - length * down, offset - length * across) > best
            {
                length /= 2
            }
            slope -= length * down
            offset -= length * across
            best = loss(cases, slope, offset)
        }
        // Held-out answers that get worse as they get surer say nothing: a category may be all copies.
        guard slope > 0 else { return LogisticCurve() }
        return LogisticCurve(slope: Float(slope), offset: Float(offset))
    }

    private static func loss(
        _ cases: [(number: Double, isRight: Bool)],
        _ slope: Double,
        _ offset: Double
    ) -> Double {
        cases.reduce(0.0005 * (slope * slope + offset * offset)) { sum, item in
            let logit = slope * item.number + offset
            let margin = item.isRight ? logit : -logit
            return sum + max(0, -margin) + naturalLog(1 + exponential(-abs(margin)))
        }
    }
}
