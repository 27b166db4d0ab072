/// A term of a message in 32 bits: which one it is, whether it stands in the title and in the name
/// of the message's place, how often it stands in the message, how telling it is.
///
/// Ascending by term when sorted as numbers.
struct MatterTerm {
    private static let titleBits: UInt32 = 2
    private static let countBits: UInt32 = 4
    private static let levelBits: UInt32 = 6
    /// Bits below those that say which term it is.
    static let cellShift = titleBits + countBits + levelBits
    /// The bits that say how much a term weighs and calls.
    static let weightMask: UInt32 = 1 << cellShift - 1
    /// Of them, those of its strength.
    static let strengthMask: UInt32 = 1 << (countBits + levelBits) - 1
    /// Terms count as names where at most some sixty of twelve thousand messages hold them.
    static let rareLevel = 43
    /// A term of the title asks louder for candidates.
    private static let titleBoost: Float = 1.8

    private static let titleMark: UInt32 = 1 << (countBits + levelBits)
    private static let nameMark: UInt32 = titleMark << 1

    let bits: UInt32

    @inline(__always)
    init(bits: UInt32) { self.bits = bits }

    init(cell: Int, isInTitle: Bool, isInName: Bool, count: Int, level: Int) {
        let marks = (isInTitle ? Self.titleMark : 0) | (isInName ? Self.nameMark : 0)
        let times = UInt32(min(count, 15))
        bits =
            UInt32(cell) << Self.cellShift | marks | times << Self.levelBits
            | UInt32(min(level, 63))
    }

    @inline(__always)
    var cell: Int { Int(bits >> Self.cellShift) }
    @inline(__always)
    var isInTitle: Bool { bits & Self.titleMark != 0 }
    /// Whether it belongs to the name of the place where the message's matter is.
    @inline(__always)
    var isInName: Bool { bits & Self.nameMark != 0 }
    @inline(__always)
    var level: Int { Int(bits & 63) }
    @inline(__always)
    var isRare: Bool { level >= Self.rareLevel }

    /// Inverse document frequency.
    @inline(__always)
    var idf: Float { Float(level) / TermWeights.levelsPerUnit }

    /// How much the term weighs in its message.
    @inline(__always)
    var strength: Float { Self.strengths[Int(bits & Self.strengthMask)] }

    /// How loud the term asks for candidates.
    @inline(__always)
    var call: Float { Self.calls[Int(bits & Self.weightMask)] }

    /// By count and level.
    ///
    /// Rare terms, place names above all, count more than by plain IDF
    /// (measured).
    private static let strengths: [Float] = (0..<1_024).map { bits in
        let idf = Double(bits & 63) / Double(TermWeights.levelsPerUnit)
        let power = idf > 0 ? exponential(1.25 * naturalLog(idf)) : 0
        return TermFrequency.damped(UInt16(bits >> 6)) * Float(power)
    }

    /// By all that is not the cell.
    private static let calls: [Float] = (0...weightMask).map { bits in
        let term = MatterTerm(bits: bits)
        return term.isInTitle ? term.strength * titleBoost : term.strength
    }

    /// Lends the tables for a loop, so that it need not ask each time whether they are there.
    @inline(__always)
    static func withStrengths<Result>(
        _ body: (UnsafeBufferPointer<Float>) -> Result
    ) -> Result {
        strengths.withUnsafeBufferPointer(body)
    }

    /// The same of how loud terms are, by the bits of ``weightMask``.
    @inline(__always)
    static func withCalls<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        calls.withUnsafeBufferPointer(body)
    }
}

/// What a message may be about, in 32 bits: a category and how probable it is.
struct MatterTopic {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init(path: [String], probability: Double) {
        var hash: UInt64 = 1
        for part in path {
            for byte in part.utf8 { hash = FeatureKeys.mix(hash ^ UInt64(byte)) }
            hash = FeatureKeys.mix(hash)
        }
        // The root of the probability: two messages share the sum of the products of the roots.
        let root = UInt32((probability.squareRoot() * 255).rounded())
        bits = UInt32(truncatingIfNeeded: hash) << 8 | min(root, 255)
    }

    var key: UInt32 { bits >> 8 }
    var root: Float { Float(bits & 255) / 255 }
}
