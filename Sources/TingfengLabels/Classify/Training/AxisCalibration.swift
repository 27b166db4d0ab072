/// Fits steepness, offset and threshold of the axis heads on held-out scores.
struct AxisCalibration {
    let samples: [LabelledSample]
    let scores: Matrix
    /// Column of the first head.
    let firstColumn: Int

    /// Returns the heads with their calibration.
    func fit(_ heads: [AxisModel.Head]) -> [AxisModel.Head] {
        let kindSteepness = kindSteepness(heads)
        return heads.enumerated().map { number, head in
            var head = head
            if head.axis == .kind {
                head.steepness = kindSteepness
                return head
            }
            fit(&head, column: firstColumn + number)
            return head
        }
    }

    private func kindSteepness(_ heads: [AxisModel.Head]) -> Float {
        let kinds = heads.indices.filter { heads[$0].axis == .kind }
        let rows = samples.indices.filter { row in
            kinds.contains { heads[$0].name == samples[row].kind }
        }
        guard !rows.isEmpty else { return 3 }
        return Float(
            Calibration.least { steepness in
                rows.reduce(0.0) { sum, row in
                    let logits = kinds.map { steepness * Double(scores[row, firstColumn + $0]) }
                    let own = kinds.firstIndex { heads[$0].name == samples[row].kind } ?? 0
                    let highest = logits.max() ?? 0
                    let total = logits.reduce(0) { $0 + exponential($1 - highest) }
                    return sum + naturalLog(total) + highest - logits[own]
                }
            }
        )
    }

    /// The curve of one score, then the threshold.
    private func fit(_ head: inout AxisModel.Head, column: Int) {
        let cases = samples.indices.compactMap { row in
            TrainingTargets.answer(samples[row], head).map {
                (number: Double(scores[row, column]), isRight: $0 > 0)
            }
        }
        let curve = LogisticCurve.fit(cases)
        head.steepness = curve.slope
        head.offset = curve.offset
        // Missing a danger costs more than reading one message too many.
        let recallWeight = head.name == AxisModel.urgencies.last && head.axis == .urgency ? 2.0 : 1
        let ranked = cases.map { (head.probability(of: Float($0.number)), $0.isRight) }
        head.threshold = Float(Self.threshold(ranked, recallWeight: recallWeight))
    }

    /// Returns the threshold with the best F measure.
    private static func threshold(
        _ cases: [(probability: Double, isRight: Bool)],
        recallWeight: Double
    ) -> Double {
        let ranked = cases.sorted { $0.probability > $1.probability }
        let total = Double(ranked.count(where: \.isRight))
        let square = recallWeight * recallWeight
        var (best, bestMeasure, right) = (0.5, 0.0, 0.0)
        for (place, item) in ranked.enumerated() {
            if item.isRight { right += 1 }
            let measure = (1 + square) * right / (square * total + Double(place + 1))
            if measure > bestMeasure {
                bestMeasure = measure
                let next = place + 1 < ranked.count ? ranked[place + 1].probability : 0
                best = (item.probability + next) / 2
            }
        }
        return best
    }
}
