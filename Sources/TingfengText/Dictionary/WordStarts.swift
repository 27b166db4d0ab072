/// Tells at most places of a text that no word of a list begins there, by one or two bits: a hash set
/// of the first three units of each word that may err to yes (Bloom 1970, with one hash).
struct WordStarts: Sendable {
    private var bits: [UInt64]
    private let shift: UInt64
    /// Whether there are words of one unit, of two, and of more.
    private var hasLength = (one: false, two: false, more: false)

    /// No word has fewer units.
    var shortest: Int { hasLength.one ? 1 : hasLength.two ? 2 : 3 }

    /// Room for so many words: sixteen bits each, so that one place in sixteen errs at most.
    init(wordCount: Int) {
        let width = max(6, UInt64(Int.bitWidth - (wordCount * 16).leadingZeroBitCount))
        bits = Array(repeating: 0, count: 1 << (width - 6))
        shift = 64 - width
    }

    /// Adds a word; an empty one is ignored.
    mutating func insert(_ word: [UInt16]) {
        switch word.count {
        case 0: return
        case 1: hasLength.one = true
        case 2: hasLength.two = true
        default: hasLength.more = true
        }
        let place = place(
            word[0],
            word.count > 1 ? word[1] : 0,
            word.count > 2 ? word[2] : 0
        )
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// Whether a word may begin at an index and end before a limit.
    @inline(__always)
    func mayBegin(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int,
        limit: Int
    ) -> Bool {
        let first = units[start]
        if hasLength.more, start + 2 < limit, has(first, units[start + 1], units[start + 2]) {
            return true
        }
        if hasLength.two, start + 1 < limit, has(first, units[start + 1], 0) { return true }
        return hasLength.one && has(first, 0, 0)
    }

    @inline(__always)
    private func has(_ first: UInt16, _ second: UInt16, _ third: UInt16) -> Bool {
        let place = place(first, second, third)
        return bits[place >> 6] >> UInt64(place & 63) & 1 != 0
    }

    @inline(__always)
    private func place(_ first: UInt16, _ second: UInt16, _ third: UInt16) -> Int {
        let key = UInt64(first) << 32 | UInt64(second) << 16 | UInt64(third)
        return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
