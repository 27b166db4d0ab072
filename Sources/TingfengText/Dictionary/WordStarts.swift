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
        for index in 0..<4 { key = key << 16 | UInt64(index < word.count ? word[index] : 0) }
        let (block, mask) = place(key)
        bits[block] |= mask
    }

    /// Whether a word may begin at an index and end before a limit.
    @inline(__always)
    func mayBegin(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int,
        limit: Int
    ) -> Bool {
        let first = UInt64(units[start]) &<< 48
        if hasLength.more, start + 2 < limit {
            let three =
                first | UInt64(units[start + 1]) &<< 32 | UInt64(units[start + 2]) &<< 16
            if has(three) { return true }
            if start + 3 < limit, has(three | UInt64(units[start + 3])) { return true }
        }
        if hasLength.two, start + 1 < limit, has(first | UInt64(units[start + 1]) &<< 32) {
            return true
        }
        return hasLength.one && has(first)
    }

    @inline(__always)
    private func has(_ key: UInt64) -> Bool {
        let (block, mask) = place(key)
        return bits[block] & mask == mask
    }

    /// The block of a key, its units from the highest bits down, and its bits there.
    @inline(__always)
    private func place(_ key: UInt64) -> (block: Int, mask: UInt64) {
        var mixed = key &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed &>> 32) &* 0xD6E8_FEB8_6659_FD93
        let mask = 1 &<< (mixed &>> 24) | 1 &<< (mixed &>> 18) | 1 &<< (mixed &>> 12)
        return (Int(truncatingIfNeeded: mixed &>> shift), mask)
    }
}
