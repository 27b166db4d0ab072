/// A message that a matter remembers, ready to be compared.
///
/// A message whose title stands in the other's text, whose rare terms recur there, which is of the
/// same kind and time speaks of the same matter; one that names another place does not.
///
/// An object, because candidates are looked at where they are remembered: copying four arrays for
/// each took a seventh of the time of matching.
final class MatterWitness: Sendable {
    let features: MatterFeatures
    let time: Int64
    /// Length of the vector of strengths.
    private let length: Float
    /// The same of rare terms alone, of names.
    private let rareLength: Float
    /// Sum of the title's inverse document frequencies, of all terms and of the common ones.
    private let titleMass: Float
    private let commonTitleMass: Float
    /// Length of the vector of the title's common terms.
    private let commonTitleLength: Float

    init(_ features: MatterFeatures, time: Int64) {
        self.features = features
        self.time = time
        var squares: Float = 0
        var rareSquares: Float = 0
        var title: Float = 0
        var common: Float = 0
        var commonSquares: Float = 0
        for bits in features.terms {
            let term = MatterTerm(bits: bits)
            let square = term.strength * term.strength
            squares += square
            if term.isRare { rareSquares += square }
            guard term.isInTitle else { continue }
            title += term.idf
            guard !term.isRare else { continue }
            common += term.idf
            commonSquares += term.idf * term.idf
        }
        length = squares.squareRoot()
        rareLength = rareSquares.squareRoot()
        titleMass = title
        commonTitleMass = common
        commonTitleLength = commonSquares.squareRoot()
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
    }

    private func shared(with asked: borrowing MatterLookup) -> Shared {
        var shared = Shared()
        MatterTerm.withStrengths { strengths in
            for bits in features.terms {
                guard let found = asked.term(ofCellOf: bits) else { continue }
                shared.add(MatterTerm(bits: bits), MatterTerm(bits: found), strengths)
            }
        }
        return shared
    }

    /// Returns what speaks for and against the two messages being of one matter; `lookup` holds
    /// the terms of the other one.
    func evidence(with other: MatterWitness, _ lookup: borrowing MatterLookup) -> MatterEvidence {
        let shared = shared(with: lookup)
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
        evidence.topicSimilarity = features.sharedTopics(other.features)
        evidence.placeConflict = features.placeConflict(other.features, sharedNames: rare)
        evidence.days = MatterEvidence.days(between: time, and: other.time)
        return evidence
    }

    private static func share(_ part: Float, of whole: Float, orElse none: Float = 0) -> Float {
        whole > 0 ? part / whole : none
    }
}

/// The terms of the message at hand by cell, so that each remembered message costs one look per
/// term of its own: merging two sorted lists mispredicts at every step (measured: four times the
/// time). Open addressing in 16 KB, which stay in the nearest cache.
struct MatterLookup: Sendable {
    private static let size = 4_096

    private var slots = [UInt32](repeating: 0, count: size)

    /// Puts in the terms of a message; take them out again before the next.
    mutating func put(_ terms: [UInt32]) {
        for bits in terms {
            var place = Self.place(of: bits)
            while slots[place] != 0 { place = (place + 1) & (Self.size - 1) }
            slots[place] = bits
        }
    }

    /// Takes out what was put in.
    mutating func clear(_ terms: [UInt32]) {
        for bits in terms {
            var place = Self.place(of: bits)
            while slots[place] != 0 {
                slots[place] = 0
                place = (place + 1) & (Self.size - 1)
            }
        }
    }

    /// The term of the same cell.
    @inline(__always)
    func term(ofCellOf bits: UInt32) -> UInt32? {
        var place = Self.place(of: bits)
        while slots[place] != 0 {
            if (slots[place] ^ bits) >> MatterTerm.cellShift == 0 { return slots[place] }
            place = (place + 1) & (Self.size - 1)
        }
        return nil
    }

    /// Cells are hashes already; a term is never 0, for it stands somewhere.
    @inline(__always)
    private static func place(of bits: UInt32) -> Int {
        Int(bits >> MatterTerm.cellShift) & (size - 1)
    }
}
