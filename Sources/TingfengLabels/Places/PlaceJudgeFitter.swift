/// What a chain says about one sample that it did not see, with the truth.
struct PlaceJudgement: Sendable {
    var candidates: [PlaceCandidate]
    var features: [[Float]]
    var truth: [[UInt16]]
    /// Judges that learn from other folds may be measured on it.
    var fold: Int
    /// Whether the score counts it: no title that is read without its body, as matching does, and no
    /// sample beside those of reference.
    var isScored: Bool

    init(
        _ sample: PlaceSample,
        fold: Int,
        isScored: Bool,
        _ finder: PlaceFinder,
        _ workspace: inout PlaceFinder.Workspace
    ) {
        self.fold = fold
        self.isScored = isScored
        candidates = finder.candidates(of: sample.message, &workspace)
        let evidence = PlaceEvidence(sample.message, workspace.symbols, candidates)
        features = candidates.indices.map { evidence.features(of: $0) }
        truth = PlaceScore.maximal(sample.places)
    }

    func verdicts(_ judge: PlaceJudge) -> [PlaceCandidate] {
        var judged = candidates
        for number in judged.indices {
            judged[number].verdict = PlaceJudge.Verdict(
                exact: judge.exactness(features[number]),
                touching: judge.touching(features[number])
            )
        }
        return judged
    }

    /// Whether just this string is marked, and none around it.
    func isExact(_ candidate: PlaceCandidate) -> Bool {
        truth.contains { $0[...] == candidate.units }
    }

    /// Whether this string is marked, one inside or one around it.
    func isTouching(_ candidate: PlaceCandidate) -> Bool {
        truth.contains {
            $0[...].holds(candidate.units) || candidate.units.holds($0[...])
        }
    }
}

/// Fits a ``PlaceJudge`` and picks its thresholds by the answers of judges that saw other messages.
struct PlaceJudgeFitter {
    /// The judge, and the score of the held-out answers.
    struct Fit {
        var judge: PlaceJudge
        var score = PlaceScore()
    }

    private let judgements: [PlaceJudgement]
    private let fitter: PlaceForestFitter
    private let isExact: [Bool]
    private let isTouching: [Bool]
    private let folds: [Int]

    init(_ judgements: [PlaceJudgement]) {
        self.judgements = judgements
        fitter = PlaceForestFitter(judgements.flatMap(\.features))
        isExact = judgements.flatMap { $0.candidates.map($0.isExact) }
        isTouching = judgements.flatMap { $0.candidates.map($0.isTouching) }
        folds = judgements.flatMap { judgement in judgement.candidates.map { _ in judgement.fold } }
    }

    /// The judge with the thresholds of the best score.
    func fit() -> Fit {
        var best = Fit(judge: judge { _ in true })
        let heldOut = heldOut()
        for exact in [0.1, 0.15, 0.2, 0.25] as [Float] {
            for first in stride(from: Float(0.25), through: 0.6, by: 0.05) {
                for further in [first, first + 0.1, first + 0.2] {
                    let thresholds = PlaceJudge.Thresholds(
                        exact: exact,
                        first: first,
                        further: further
                    )
                    let score = score(heldOut, thresholds)
                    if score.isBetter(than: best.score) {
                        best.score = score
                        best.judge.thresholds = thresholds
                    }
                }
            }
        }
        return best
    }

    /// Every message as judged by forests that did not see it.
    private func heldOut() -> [[PlaceCandidate]] {
        let judges = (0..<PlaceTrainer.foldCount).map { fold in judge { $0 != fold } }
        return judgements.map { $0.verdicts(judges[$0.fold]) }
    }

    private func judge(ofFolds isKept: (Int) -> Bool) -> PlaceJudge {
        let kept = folds.indices.filter { isKept(folds[$0]) }
        return PlaceJudge(
            exactForest: fitter.fit(isExact, kept: kept),
            touchingForest: fitter.fit(isTouching, kept: kept)
        )
    }

    private func score(
        _ judged: [[PlaceCandidate]],
        _ thresholds: PlaceJudge.Thresholds
    ) -> PlaceScore {
        var score = PlaceScore()
        for (judgement, candidates) in zip(judgements, judged) where judgement.isScored {
            let chosen = PlaceJudge.chosen(candidates, thresholds) {
                candidates[$0].verdict.touching
            }
            score.add(judgement.truth, chosen.map { Array($0.units) })
        }
        return score
    }
}

extension PlaceScore {
    /// What thresholds are chosen by.
    fileprivate func isBetter(than other: PlaceScore) -> Bool {
        exact.f1 + overlap.f1 > other.exact.f1 + other.overlap.f1
    }
}
