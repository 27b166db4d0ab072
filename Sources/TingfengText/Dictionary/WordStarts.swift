/// Tells at most places of a text that no word of a list begins there: a hash set of the first four
/// units of each word that may err to yes (Bloom 1970), three bits of one 64-bit block a word, so that
/// asking is one load (Putze, Sanders & Singler 2007).
///
/// A walk through the words waits for memory several times; that is why few places may err.
struct WordStarts: Sendable {
    private var bits: [UInt64]
    private let shift: UInt64
    /// Whether there are words of one unit, of two, and of more.
    private var hasLength = (one: false, two: false, more: false)

    /// No word has fewer units.
    var shortest: Int { hasLength.one ? 1 : hasLength.two ? 2 : 3 }

    /// Room for so many words: sixteen bits each, so that about one place in a hundred errs at most.
    init(wordCount: Int) {
        let width = max(7, UInt64(Int.bitWidth - (wordCount * 16).leadingZeroBitCount))
        bits = Array(repeating: 0, count: 1 << (width - 6))
        shift = 64 - (width - 6)
    }

    /// Adds a word; an empty one is ignored.
    mutating func insert(_ word: [UInt16]) {
        switch word.count {
        case 0: return
        case 1: hasLength.one = true
        case 2: hasLength.two = true
        default: hasLength.more = true
        }
        var key: UInt64 = 0
        for index in 0..<3 { key = key << 16 | UInt64(index < word.count ? word[index] : 0) }
        let mixed = Self.mixed(key)
        bits[block(mixed)] |= word.count > 3 ? Self.mask(mixed, word[3]) : Self.mask(mixed)
    }

    /// Whether a word may begin at an index and end before a limit.
    @inline(__always)
    func mayBegin(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int,
        limit: Int
    ) -> Bool {
        let first = UInt64(units[start]) &<< 32
        if hasLength.more, start + 2 < limit {
            let mixed = Self.mixed(
                first | UInt64(units[start + 1]) &<< 16 | UInt64(units[start + 2])
            )
            // Words of three units and longer ones that begin with them lie in one block.
            let bits = bits[block(mixed)]
            if Self.isSet(Self.mask(mixed), in: bits) { return true }
            if start + 3 < limit, Self.isSet(Self.mask(mixed, units[start + 3]), in: bits) {
                return true
            }
        }
        if hasLength.two, start + 1 < limit, has(first | UInt64(units[start + 1]) &<< 16) {
            return true
        }
        return hasLength.one && has(first)
    }

    @inline(__always)
    private func has(_ key: UInt64) -> Bool {
        let mixed = Self.mixed(key)
        return Self.isSet(Self.mask(mixed), in: bits[block(mixed)])
    }

    @inline(__always)
    private static func isSet(_ mask: UInt64, in bits: UInt64) -> Bool { bits & mask == mask }

    @inline(__always)
    private static func mixed(_ key: UInt64) -> UInt64 {
        let mixed = key &* 0x9E37_79B9_7F4A_7C15
        return (mixed ^ mixed &>> 32) &* 0xD6E8_FEB8_6659_FD93
    }

    @inline(__always)
    private func block(_ mixed: UInt64) -> Int { Int(truncatingIfNeeded: mixed &>> shift) }

    /// The bits of a word of up to three units.
    @inline(__always)
    private static func mask(_ mixed: UInt64) -> UInt64 {
        1 &<< (mixed &>> 24) | 1 &<< (mixed &>> 18) | 1 &<< (mixed &>> 12)
    }

    /// The bits of the words of more than three units, by the fourth.
    @inline(__always)
    private static func mask(_ mixed: UInt64, _ fourth: UInt16) -> UInt64 {
        let mixed = (mixed &+ UInt64(fourth)) &* 0x9E37_79B9_7F4A_7C15
        return 1 &<< (mixed &>> 58) | 1 &<< (mixed &>> 52) | 1 &<< (mixed &>> 46)
    }
}
