/// Turns the tokens of a text into a sequence of 32-bit terms (词项), the least that must be kept of a
/// message to count its words and pairs of neighbouring words later.
///
/// A term is the hash of one token. ``gap`` parts tokens that do not belong together: it stands for
/// punctuation, numbers and stop words. The lowest bit of a term tells whether it counts alone
/// (words of two characters and more) or only beside a neighbour (single characters, place codes
/// such as A3区, which say where and not what).
public struct TermSequence: Sendable {
    /// Parts neighbours that are no pair.
    public static let gap: UInt32 = 0

    /// A text longer than this many terms is cut: nobody says what matters that late.
    public static let longest = 400

    /// Longer Latin tokens are addresses of the net and the like.
    private static let longestLatin = 12

    private let stopWords: Set<UInt32>
    /// One bit per possible value of a hash's upper bits, so that few tokens reach the set.
    private let stopFilter: [UInt64]

    /// Makes the reader; stop words (停用词) are given in normalised form.
    public init(stopWords: Set<String>) {
        let hashes = stopWords.map { word in
            Array(word.utf16).withUnsafeBufferPointer { Self.hash($0[...]) }
        }
        var filter = Array(repeating: UInt64(0), count: 64)
        for hash in hashes { filter[Int(hash >> 26)] |= 1 << UInt64(hash >> 20 & 63) }
        self.stopWords = Set(hashes)
        stopFilter = filter
    }

    /// Appends the terms of a text, up to ``longest`` in all.
    ///
    /// - Complexity: O(*n*), about 5 ns a token.
    public func append(_ text: NormalizedText, _ tokens: [Token], to terms: inout [UInt32]) {
        text.units.withUnsafeBufferPointer { units in
            for token in tokens {
                if terms.count >= Self.longest { return }
                let term = term(of: token, units)
                if term != Self.gap || terms.last != Self.gap { terms.append(term) }
            }
        }
    }

    /// Returns the terms of a text with the tokens that they stand for; gaps have none.
    public func spelled(
        _ text: NormalizedText,
        _ tokens: [Token]
    ) -> [(term: UInt32, text: String)] {
        text.units.withUnsafeBufferPointer { units in
            tokens.map { token in
                let term = term(of: token, units)
                let word = term == Self.gap ? [] : text.units[token.range]
                return (term, String(decoding: word, as: UTF16.self))
            }
        }
    }

    private func term(of token: Token, _ units: UnsafeBufferPointer<UInt16>) -> UInt32 {
        guard token.kind == .word || token.kind == .latin else { return Self.gap }
        let word = units[Int(token.range.lowerBound)..<Int(token.range.upperBound)]
        if word.count > Self.longestLatin, units[word.startIndex] < 0x80 { return Self.gap }
        let hash = Self.hash(word)
        if stopFilter[Int(hash >> 26)] >> UInt64(hash >> 20 & 63) & 1 == 1,
            stopWords.contains(hash)
        {
            return Self.gap
        }
        let isCode = token.kind == .word && units[word.startIndex] < 0x80
        return word.count > 1 && !isCode ? hash | 1 : (hash & ~1) | 2
    }

    /// FNV-1a over UTF-16 units, its bits spread.
    private static func hash(_ units: Slice<UnsafeBufferPointer<UInt16>>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for unit in units { hash = (hash ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return UInt32(truncatingIfNeeded: hash >> 32)
    }
}
