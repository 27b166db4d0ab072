/// What a chain says about one sample that it did not see, with the truth.
struct PlaceJudgement: Sendable {
    var candidates: [PlaceCandidate]
    var features: [[Float]]
    var truth: [[UInt16]]

    init(_ sample: PlaceSample, _ finder: PlaceFinder, _ workspace: inout PlaceFinder.Workspace) {
        candidates = finder.candidates(of: sample.message, &workspace)
        let evidence = PlaceEvidence(symbols: workspace.symbols, candidates: candidates)
        features = candidates.indices.map { evidence.features(of: $0) }
        truth = sample.places
    }

    func answer(_ judge: PlaceJudge) -> [PlaceCandidate] {
        var judged = candidates
        for number in judged.indices {
            judged[number].probability = judge.probability(features[number])
        }
        return judged
    }
}

/// Fits a ``PlaceJudge`` by logistic regression and picks its threshold.
struct PlaceJudgeFitter {
    /// Weights with the threshold at the end, and the score on the judgements.
    struct Fit {
        var weights: [Float]
        var score = PlaceScore()

        /// Trusts the chain; for models that only supply candidates.
        static var neutral: Fit {
            var weights = [Float](repeating: 0, count: PlaceJudge.featureCount + 1)
            weights[1] = 1
            weights[PlaceJudge.featureCount] = 0.5
            return Fit(weights: weights)
        }
    }

    private static let rounds = 300
    private static let rate: Float = 0.3
    private static let decay: Float = 1e-4

    private let judgements: [PlaceJudgement]

    init(_ judgements: [PlaceJudgement]) {
        self.judgements = judgements
    }

    func fit() -> Fit {
        let weights = regression()
        var best = Fit(weights: weights + [1])
        for step in 8..<40 {
            let judge = PlaceJudge(weights: weights + [Float(step) / 50])
            var score = PlaceScore()
            for judgement in judgements {
                let chosen = PlaceFinder.chosen(
                    judgement.answer(judge),
                    threshold: judge.threshold
                )
                score.add(judgement.truth, chosen.map { Array($0.units) })
            }
            if score.exact.f1 + score.overlap.f1 > best.score.exact.f1 + best.score.overlap.f1 {
                best = Fit(weights: weights + [judge.threshold], score: score)
            }
        }
        return best
    }

    private func regression() -> [Float] {
        var rows: [(features: [Float], isTrue: Bool)] = []
        for judgement in judgements {
            for (candidate, features) in zip(judgement.candidates, judgement.features) {
                let isTrue = judgement.truth.contains { $0[...] == candidate.units }
                rows.append((features, isTrue))
            }
        }
        var weights = [Float](repeating: 0, count: PlaceJudge.featureCount)
        var squares = [Float](repeating: 1e-4, count: PlaceJudge.featureCount)
        for _ in 0..<Self.rounds {
            let judge = PlaceJudge(weights: weights)
            var gradient = [Float](repeating: 0, count: weights.count)
            for (features, isTrue) in rows {
                let error = (isTrue ? 1 : 0) - judge.probability(features)
                for index in gradient.indices { gradient[index] += error * features[index] }
            }
            for index in gradient.indices {
                let slope =
                    gradient[index] / Float(max(rows.count, 1)) - Self.decay * weights[index]
                squares[index] += slope * slope
                weights[index] += Self.rate * slope / squares[index].squareRoot()
            }
        }
        return weights
    }
}
