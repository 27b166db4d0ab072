/// How much a word of the lexicon may be trusted: what the training text did where the word's
/// characters stood.
enum WordTrust: UInt8, CaseIterable {
    /// The characters never stood in the training text.
    case unseen = 1
    /// Hardly ever one word there: below one tenth.
    case broken
    /// Less often one word than not.
    case doubtful
    /// More often one word than not.
    case likely
    /// Nearly always: above nine tenths.
    case firm

    init(whole: Int, broken: Int) {
        let total = whole + broken
        switch whole * 10 {
        case _ where total == 0: self = .unseen
        case ..<total: self = .broken
        case ..<(total * 5): self = .doubtful
        case ..<(total * 9): self = .likely
        default: self = .firm
        }
    }
}

/// A cell of the lexicon's double array over symbols, after Aoe (1989).
///
/// A node is known by its base, which no other node has: its child for a symbol is the cell at base
/// plus symbol, if that cell's `check` is the base. Pairs of symbols are no cells: the hash table of
/// pairs holds their values, so that most walks never come here.
struct LexiconCell: BitwiseCopyable {
    /// The base of the parent; 0 if the cell is free.
    var check: UInt32 = 0
    /// The base of the node in the lower 24 bits, 0 if no word goes on; above it the ``WordTrust``
    /// of the word that ends here, 0 if none.
    var value: UInt32 = 0

    static let baseMask: UInt32 = 0xFF_FFFF
    static let trustShift: UInt32 = 24
}

/// The number of a word feature: length 2, 3, 4, 5 and more, times trust; 0 for no word.
enum WordCode {
    static let bits = 5
    static let trusts = WordTrust.allCases.count

    @inline(__always)
    static func code(length: Int, trust: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: (min(length, 5) - 2) * trusts + Int(trust))
    }

    /// 0 for none, else 1 to 4.
    static func lengthClass(_ code: UInt8) -> Int {
        code == 0 ? 0 : (Int(code) - 1) / trusts + 1
    }
}
