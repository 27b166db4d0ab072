/// What speaks for and against two messages being of one matter.
struct MatterEvidence: Sendable, Equatable {
    /// Share of a title, by weight, that stands in the other message; the better of the two.
    var bestTitleCover: Float = 0
    /// The same of terms that are no names, which say what it is about.
    var commonTitleCover: Float = 0
    /// Cosine of the titles' common terms.
    var commonTitleSimilarity: Float = 0
    /// Overlap of the likely categories.
    var topicSimilarity: Float = 0
    /// 1 if they name different places.
    var placeConflict: Float = 0
    /// Logarithm of the days between them.
    var days: Float = 0

    /// Share of the name of one's place, by weight, that stands in the other message; the better of
    /// the two, 0 if neither names a place.
    var placeCover: Float = 0
    /// Share of such a name that does not, at worst, where it stands in the title.
    var placeMiss: Float = 0
    /// 1 if one caller wrote both and nothing else, less the more that caller wrote.
    var sameCaller: Float = 0
    /// Logarithm of how much longer one is than the other: of two messages of unlike length less is
    /// shared.
    var lengthRatio: Float = 0

    /// All of it as numbers, with 1 for the constant.
    var numbers: SIMD16<Float> {
        SIMD16(
            1,
            bestTitleCover,
            commonTitleCover,
            commonTitleSimilarity,
            topicSimilarity,
            placeConflict,
            days,
            placeCover,
            placeMiss,
            sameCaller,
            lengthRatio,
            0,
            0,
            0,
            0,
            0
        )
    }

    /// Log odds that the two are of one matter.
    @inline(__always)
    func logOdds(_ weights: MatterWeights) -> Float { (numbers * weights.values).sum() }

    static func days(between one: Int64, and other: Int64) -> Float {
        Float(naturalLog(1 + Double(abs(one - other)) / 86_400))
    }
}

/// The features of a remembered message where they lie in memory.
struct MatterView {
    let topics: UnsafeBufferPointer<UInt32>
    let places: UnsafeBufferPointer<UInt32>
    let regions: UnsafeBufferPointer<UInt32>
    let terms: UnsafeBufferPointer<UInt32>

    /// Above this cosine of rare terms the same names stand in both: then the region field of one
    /// of them is what is wrong.
    private static let sameNames: Float = 0.2

    func sharedTopics(_ other: MatterView) -> Float {
        var sum: Float = 0
        for bits in topics {
            let own = MatterTopic(bits: bits)
            for bits in other.topics {
                let theirs = MatterTopic(bits: bits)
                if own.key == theirs.key { sum += own.root * theirs.root }
            }
        }
        return sum
    }

    func placeConflict(_ other: MatterView, sharedNames: Float) -> Float {
        if !places.isEmpty, !other.places.isEmpty {
            let isShared = places.contains { place in
                other.places.contains(place) || other.regions.contains(place)
            }
            return isShared || other.places.contains(where: regions.contains) ? 0 : 1
        }
        guard !regions.isEmpty, !other.regions.isEmpty, sharedNames < Self.sameNames else {
            return 0
        }
        let isNested =
            regions.allSatisfy(other.regions.contains)
            || other.regions.allSatisfy(regions.contains)
        return isNested ? 0 : 1
    }
}
