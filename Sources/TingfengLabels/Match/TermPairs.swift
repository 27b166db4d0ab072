import TingfengText

/// Reads the terms of a text: pairs of neighbouring characters that do not cross punctuation or
/// the name of a district, digits as one character.
struct TermPairs {
    private(set) var terms: [UInt32] = []
    /// Names of districts in the text, as hashes (A3区, K8县, L12市; not the city itself).
    private(set) var placeCodes: [UInt32] = []
    private var last: UInt16 = 0

    private static let longestTellingNumber = 2
    private static let privateUse: UInt16 = 0xE000
    private static let privateUseCount: UInt64 = 0x1900

    init() {}

    /// Replaces the content by the terms of a text.
    mutating func collect(_ text: NormalizedText, _ tokens: [Token]) {
        terms.removeAll(keepingCapacity: true)
        placeCodes.removeAll(keepingCapacity: true)
        last = 0
        text.units.withUnsafeBufferPointer { units in
            for token in tokens {
                let word = units[Int(token.range.lowerBound)..<Int(token.range.upperBound)]
                switch token.kind {
                case .space: continue
                case .punctuation: last = 0
                case .number: append(Self.symbol(ofNumber: word))
                case .word, .latin, .other:
                    guard PlaceCodeShape.matches(word) else {
                        for unit in word { append(unit) }
                        continue
                    }
                    last = 0
                    if word.count > 2 { placeCodes.append(PlaceCodeShape.hash(word)) }
                }
            }
        }
    }

    /// Short numbers tell things apart (3号线, 5栋), long ones are amounts, dates and the like.
    private static func symbol(ofNumber word: Slice<UnsafeBufferPointer<UInt16>>) -> UInt16 {
        guard word.count <= longestTellingNumber else { return FeatureKeys.numberSymbol }
        let hash = word.reduce(UInt64(1)) { FeatureKeys.mix($0 ^ UInt64($1)) }
        return privateUse + UInt16(hash % privateUseCount)
    }

    private mutating func append(_ unit: UInt16) {
        if last != 0 { terms.append(UInt32(last) << 16 | UInt32(unit)) }
        last = unit
    }
}

/// The shape of an anonymised place code: one letter, digits or none, then 市, 区 or 县.
enum PlaceCodeShape {
    private static let ends: [UInt16] = Array("市区县".utf16)

    static func matches(_ word: Slice<UnsafeBufferPointer<UInt16>>) -> Bool {
        guard word.count >= 2, let first = word.first, (0x61...0x7A).contains(first),
            let last = word.last, ends.contains(last)
        else { return false }
        return word.dropFirst().dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    static func hash(_ word: Slice<UnsafeBufferPointer<UInt16>>) -> UInt32 {
        UInt32(truncatingIfNeeded: word.reduce(0) { FeatureKeys.mix($0 ^ UInt64($1)) })
    }
}
