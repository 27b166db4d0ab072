import CFactors

/// A message that a matter remembers, ready to be compared.
///
/// A message whose title stands in the other's text, whose rare terms recur there, which is of the
/// same kind and time speaks of the same matter; one that names another place does not.
///
/// An object with one list of numbers, because candidates are looked at where they are remembered:
/// copying four lists for each, and waiting for the memory of each, took half the time of matching.
final class MatterWitness: Sendable {
    let time: Int64
    /// Topics, places, regions, then terms of the message.
    private let numbers: [UInt32]
    private let topicCount: Int
    private let placeCount: Int
    private let regionCount: Int
    /// Length of the vector of strengths.
    private let length: Float
    /// The same of rare terms alone, of names.
    private let rareLength: Float
    /// Sum of the title's inverse document frequencies, of all terms and of the common ones.
    private let titleMass: Float
    private let commonTitleMass: Float
    /// Length of the vector of the title's common terms.
    private let commonTitleLength: Float
    /// Sum of the cubes of the title's inverse document frequencies.
    private let sharpTitleMass: Float
    /// Number of terms in the places that the title names.
    private let nameCount: Float

    init(_ features: MatterFeatures, time: Int64) {
        self.time = time
        numbers = features.topics + features.places + features.regions + features.terms
        topicCount = features.topics.count
        placeCount = features.places.count
        regionCount = features.regions.count
        var squares: Float = 0
        var rareSquares: Float = 0
        var title: Float = 0
        var common: Float = 0
        var commonSquares: Float = 0
        var cubes: Float = 0
        var names: Float = 0
        for bits in features.terms {
            let term = MatterTerm(bits: bits)
            let square = term.strength * term.strength
            squares += square
            if term.isRare { rareSquares += square }
            guard term.isInTitle else { continue }
            title += term.idf
            cubes += term.idf * term.idf * term.idf
            if term.isInName { names += 1 }
            guard !term.isRare else { continue }
            common += term.idf
            commonSquares += term.idf * term.idf
        }
        length = squares.squareRoot()
        rareLength = rareSquares.squareRoot()
        titleMass = title
        commonTitleMass = common
        commonTitleLength = commonSquares.squareRoot()
        sharpTitleMass = cubes
        nameCount = names
    }

    /// What two messages share, summed over their common terms.
    private struct Shared {
        var product: Float = 0
        var rareProduct: Float = 0
        var ownTitle: Float = 0
        var ownCommonTitle: Float = 0
        var otherTitle: Float = 0
        var otherCommonTitle: Float = 0
        var commonTitleProduct: Float = 0
        var ownSharp: Float = 0
        var otherSharp: Float = 0
        var ownNames: Float = 0
        var otherNames: Float = 0

        @inline(__always)
        mutating func add(
            _ own: MatterTerm,
            _ other: MatterTerm,
            _ strengths: UnsafeBufferPointer<Float>
        ) {
            let product =
                strengths[Int(own.bits & MatterTerm.strengthMask)]
                * strengths[Int(other.bits & MatterTerm.strengthMask)]
            let idf = own.idf
            self.product += product
            if own.isInTitle || other.isInTitle { addTitles(own, other, idf * idf * idf) }
            if own.isRare {
                rareProduct += product
                if own.isInTitle { ownTitle += idf }
                if other.isInTitle { otherTitle += idf }
                return
            }
            if own.isInTitle {
                ownTitle += idf
                ownCommonTitle += idf
                if other.isInTitle { commonTitleProduct += idf * idf }
            }
            if other.isInTitle {
                otherTitle += idf
                otherCommonTitle += idf
            }
        }

        @inline(__always)
        private mutating func addTitles(_ own: MatterTerm, _ other: MatterTerm, _ sharp: Float) {
            if own.isInTitle { ownSharp += sharp }
            if other.isInTitle { otherSharp += sharp }
            if own.isInName { ownNames += 1 }
            if other.isInName { otherNames += 1 }
        }
    }

    /// Lends the message's features where they are remembered.
    @inline(__always)
    func withView<Result>(_ body: (MatterView) -> Result) -> Result {
        numbers.withUnsafeBufferPointer { numbers in
            let places = topicCount + placeCount
            let regions = places + regionCount
            return body(
                MatterView(
                    topics: UnsafeBufferPointer(rebasing: numbers[..<topicCount]),
                    places: UnsafeBufferPointer(rebasing: numbers[topicCount..<places]),
                    regions: UnsafeBufferPointer(rebasing: numbers[places..<regions]),
                    terms: UnsafeBufferPointer(rebasing: numbers[regions...])
                )
            )
        }
    }

    /// Begins to fetch the features from memory.
    func fetch() {
        numbers.withUnsafeBytes { factors_fetch($0.baseAddress, Int64($0.count)) }
    }

    /// The features of the message.
    var features: MatterFeatures {
        withView { view in
            MatterFeatures(
                terms: Array(view.terms),
                places: Array(view.places),
                regions: Array(view.regions),
                topics: Array(view.topics)
            )
        }
    }

    private static func shared(
        _ own: UnsafeBufferPointer<UInt32>,
        with asked: borrowing MatterLookup
    ) -> Shared {
        var shared = Shared()
        MatterTerm.withStrengths { strengths in
            asked.forEachShared(own) { bits, found in
                shared.add(MatterTerm(bits: bits), MatterTerm(bits: found), strengths)
            }
        }
        return shared
    }

    /// Returns what speaks for and against the two messages being of one matter; `lookup` holds
    /// the terms of the other one.
    func evidence(with other: MatterWitness, _ lookup: borrowing MatterLookup) -> MatterEvidence {
        withView { own in other.withView { evidence(own, other, $0, lookup) } }
    }

    private func evidence(
        _ own: MatterView,
        _ other: MatterWitness,
        _ view: MatterView,
        _ lookup: borrowing MatterLookup
    ) -> MatterEvidence {
        let shared = Self.shared(own.terms, with: lookup)
        let cover = Self.share(shared.ownTitle, of: titleMass)
        let otherCover = Self.share(shared.otherTitle, of: other.titleMass)
        let rare = Self.share(shared.rareProduct, of: rareLength * other.rareLength)
        var evidence = MatterEvidence()
        evidence.bestTitleCover = max(cover, otherCover)
        evidence.leastTitleCover = min(cover, otherCover)
        evidence.commonTitleCover = max(
            Self.share(shared.ownCommonTitle, of: commonTitleMass, orElse: 0.5),
            Self.share(shared.otherCommonTitle, of: other.commonTitleMass, orElse: 0.5)
        )
        evidence.similarity = MatterEvidence.damped(
            Self.share(shared.product, of: length * other.length)
        )
        evidence.rareSimilarity = MatterEvidence.damped(rare)
        evidence.commonTitleSimilarity = Self.share(
            shared.commonTitleProduct,
            of: commonTitleLength * other.commonTitleLength
        )
        evidence.topicSimilarity = own.sharedTopics(view)
        evidence.placeConflict = own.placeConflict(view, sharedNames: rare)
        evidence.days = MatterEvidence.days(between: time, and: other.time)
        compareTitles(with: other, shared, &evidence)
        return evidence
    }

    private func compareTitles(
        with other: MatterWitness,
        _ shared: Shared,
        _ evidence: inout MatterEvidence
    ) {
        let own = Self.share(shared.ownSharp, of: sharpTitleMass)
        let theirs = Self.share(shared.otherSharp, of: other.sharpTitleMass)
        evidence.bestSharpCover = max(own, theirs)
        evidence.leastSharpCover = min(own, theirs)
        let ownNames = Self.share(shared.ownNames, of: nameCount)
        let theirNames = Self.share(shared.otherNames, of: other.nameCount)
        evidence.placeCover = max(ownNames, theirNames)
        evidence.placeMiss = max(
            nameCount > 0 ? 1 - ownNames : 0,
            other.nameCount > 0 ? 1 - theirNames : 0
        )
    }

    private static func share(_ part: Float, of whole: Float, orElse none: Float = 0) -> Float {
        whole > 0 ? part / whole : none
    }
}
