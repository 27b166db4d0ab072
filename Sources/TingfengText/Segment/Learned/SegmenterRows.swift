/// The features of a position and where their rows lie.
enum SegmenterRows {
    /// A symbol bears on the two positions before it, its own, and the two after it.
    static let reach = 5
    /// A pair of symbols bears on the position before it, its own two, and the one after it.
    static let pairReach = 4
    /// Five classes of three bits.
    static let classRowCount = 1 << 15
    /// Which of the neighbours within two positions are equal.
    static let repeatRowCount = 1 << 5
    /// The longest words that begin, end and go through here.
    static let wordRowCount = 1 << (2 * WordCode.bits + 3)

    /// The row of the words around a position.
    @inline(__always)
    static func wordRow(beginning: UInt8, ending: UInt8, inside: UInt8) -> Int {
        Int(beginning) | Int(ending) &<< WordCode.bits | Int(inside) &<< (2 * WordCode.bits)
    }

    /// The row of the repetitions around a position; the pointer may be read two symbols either way.
    @inline(__always)
    static func repeatRow(_ at: UnsafePointer<UInt16>) -> Int {
        let here = at[0]
        var row = here == at[-1] ? 1 : 0
        row |= here == at[1] ? 2 : 0
        row |= at[-1] == at[1] ? 4 : 0
        row |= here == at[-2] ? 8 : 0
        row |= here == at[2] ? 16 : 0
        return row
    }
}
