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
    /// See ``MatterFeatures/caller``.
    let caller: UInt32?
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
    /// Sum of the inverse document frequencies in the name of the place, of all terms and of those
    /// that stand in the title.
    private let nameMass: Float
    private let titleNameMass: Float

    init(_ features: MatterFeatures, time: Int64) {
        self.time = time
        caller = features.caller
        numbers = features.topics + features.places + features.regions + features.terms
        topicCount = features.topics.count
        placeCount = features.places.count
        regionCount = features.regions.count
        var squares: Float = 0
        var rareSquares: Float = 0
        var title: Float = 0
        var common: Float = 0
        var commonSquares: Float = 0
        var names: Float = 0
        var titleNames: Float = 0
        for bits in features.terms {
            let term = MatterTerm(bits: bits)
            let square = term.strength * term.strength
            squares += square
            if term.isRare { rareSquares += square }
            if term.isInName { names += term.idf }
            guard term.isInTitle else { continue }
            title += term.idf
            if term.isInName { titleNames += term.idf }
            guard !term.isRare else { continue }
            common += term.idf
            commonSquares += term.idf * term.idf
        }
        length = squares.squareRoot()
        rareLength = rareSquares.squareRoot()
        titleMass = title
        commonTitleMass = common
        commonTitleLength = commonSquares.squareRoot()
        nameMass = names
        titleNameMass = titleNames
    }

    /// What two messages share, summed over their common terms.
    private struct Shared {
        var rareProduct: Float = 0
        var ownTitle: Float = 0
        var ownCommonTitle: Float = 0
        var otherTitle: Float = 0
        var otherCommonTitle: Float = 0
        var commonTitleProduct: Float = 0
        var ownNames: Float = 0
        var otherNames: Float = 0
        var ownTitleNames: Float = 0
        var otherTitleNames: Float = 0

        @inline(__always)
        mutating func add(
            _ own: MatterTerm,
            _ other: MatterTerm,
            _ strengths: UnsafeBufferPointer<Float>
        ) {
            let idf = own.idf
            if own.isInName { ownNames += idf }
            if other.isInName { otherNames += idf }
            if own.isInTitle { addOwnTitle(own, idf) }
            if other.isInTitle { addOtherTitle(other, idf) }
            if own.isRare {
                rareProduct +=
                    strengths[Int(own.bits & MatterTerm.strengthMask)]
                    * strengths[Int(other.bits & MatterTerm.strengthMask)]
            } else if own.isInTitle, other.isInTitle {
                commonTitleProduct += idf * idf
            }
        }

        @inline(__always)
        private mutating func addOwnTitle(_ term: MatterTerm, _ idf: Float) {
            ownTitle += idf
            if !term.isRare { ownCommonTitle += idf }
            if term.isInName { ownTitleNames += idf }
        }

        @inline(__always)
        private mutating func addOtherTitle(_ term: MatterTerm, _ idf: Float) {
            otherTitle += idf
            if !term.isRare { otherCommonTitle += idf }
            if term.isInName { otherTitleNames += idf }
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
                topics: Array(view.topics),
                caller: caller
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
    /// the terms of the other one, whose caller is known to have written `written` messages.
    func evidence(
        with other: MatterWitness,
        _ lookup: borrowing MatterLookup,
        written: Int
    ) -> MatterEvidence {
        var evidence = withView { own in
            other.withView { compared(own, other, $0, lookup) }
        }
        if let caller, caller == other.caller {
            evidence.sameCaller = 1 / Float(1 + written).squareRoot()
        }
        return evidence
    }

    private func compared(
        _ own: MatterView,
        _ other: MatterWitness,
        _ view: MatterView,
        _ lookup: borrowing MatterLookup
    ) -> MatterEvidence {
        let shared = Self.shared(own.terms, with: lookup)
        let rare = Self.share(shared.rareProduct, of: rareLength * other.rareLength)
        var evidence = MatterEvidence()
        evidence.topicSimilarity = own.sharedTopics(view)
        evidence.placeConflict = own.placeConflict(view, sharedNames: rare)
        evidence.days = MatterEvidence.days(between: time, and: other.time)
        if length > 0, other.length > 0 {
            evidence.lengthRatio = abs(Float(naturalLog(Double(length / other.length))))
        }
        compareTitles(with: other, shared, &evidence)
        comparePlaces(with: other, shared, &evidence)
        return evidence
    }

    private func compareTitles(
        with other: MatterWitness,
        _ shared: Shared,
        _ evidence: inout MatterEvidence
    ) {
        evidence.bestTitleCover = max(
            Self.share(shared.ownTitle, of: titleMass),
            Self.share(shared.otherTitle, of: other.titleMass)
        )
        evidence.commonTitleCover = max(
            Self.share(shared.ownCommonTitle, of: commonTitleMass, orElse: 0.5),
            Self.share(shared.otherCommonTitle, of: other.commonTitleMass, orElse: 0.5)
        )
        evidence.commonTitleSimilarity = Self.share(
            shared.commonTitleProduct,
            of: commonTitleLength * other.commonTitleLength
        )
    }

    private func comparePlaces(
        with other: MatterWitness,
        _ shared: Shared,
        _ evidence: inout MatterEvidence
    ) {
        evidence.placeCover = max(
            Self.share(shared.ownNames, of: nameMass),
            Self.share(shared.otherNames, of: other.nameMass)
        )
        let own = Self.share(shared.ownTitleNames, of: titleNameMass, orElse: 1)
        let theirs = Self.share(shared.otherTitleNames, of: other.titleNameMass, orElse: 1)
        evidence.placeMiss = 1 - min(own, theirs)
    }

    private static func share(_ part: Float, of whole: Float, orElse none: Float = 0) -> Float {
        whole > 0 ? part / whole : none
    }
}
