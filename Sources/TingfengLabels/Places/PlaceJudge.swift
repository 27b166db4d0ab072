/// Decides which of the strings that the chain sees are where the matter is.
///
/// Two forests look at each string: one knows whether a reader would mark just this string, the other
/// whether it is, longer or shorter, a place of the matter at all. The second decides whether a place
/// is taken, the first in which of its forms.
struct PlaceJudge: Sendable {
    /// What the judge says about a string.
    struct Verdict: Sendable, Equatable {
        /// Probability that a reader would mark just this string.
        var exact: Float = 0
        /// Probability that a reader would mark this string, one inside or one around it; 0 until
        /// asked.
        var touching: Float = 0
    }

    /// From which probabilities a string is taken: as it stands, as the first place, as a further one.
    struct Thresholds: Sendable, Equatable {
        var exact: Float = 0.1
        var first: Float = 0.4
        var further: Float = 0.4
    }

    var exactForest = PlaceForest()
    var touchingForest = PlaceForest()
    var thresholds = Thresholds()

    /// Trusts the chain; for models that only supply candidates.
    static var neutral: PlaceJudge { PlaceJudge() }

    var isComplete: Bool { exactForest.isComplete && touchingForest.isComplete }

    /// Probability that a reader would mark just the string with these numbers.
    func exactness(_ numbers: [Float]) -> Float {
        Self.probability(ofLogOdds: exactForest.score(numbers))
    }

    /// Probability that a reader would mark the string, one inside or one around it.
    func touching(_ numbers: [Float]) -> Float {
        Self.probability(ofLogOdds: touchingForest.score(numbers))
    }

    static func probability(ofLogOdds score: Float) -> Float {
        Float(1 / (1 + exponential(Double(-score))))
    }

    /// Takes the likeliest candidates that do not stand in, hold or cross one taken before.
    ///
    /// `touching` is asked only about a candidate whose turn it is: the second forest is as dear as the first.
    static func chosen(
        _ judged: [PlaceCandidate],
        _ thresholds: Thresholds,
        limit: Int = PlaceFinder.placeLimit,
        touching: (Int) -> Float
    ) -> [PlaceCandidate] {
        let order = judged.indices.sorted {
            (judged[$0].verdict.exact, $1) > (judged[$1].verdict.exact, $0)
        }
        var taken: [PlaceCandidate] = []
        for number in order where taken.count < limit {
            var candidate = judged[number]
            let least = taken.isEmpty ? thresholds.first : thresholds.further
            guard candidate.verdict.exact >= thresholds.exact else { break }
            candidate.verdict.touching = touching(number)
            guard candidate.verdict.touching >= least else { continue }
            if taken.allSatisfy(candidate.isApart(from:)) { taken.append(candidate) }
        }
        return taken
    }
}
