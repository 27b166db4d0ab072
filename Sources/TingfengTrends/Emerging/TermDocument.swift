/// A message as its terms (词项): all that finding what emerges needs of it.
public struct TermDocument: Sendable {
    /// Whatever names the message to the caller of the library.
    public var id: Int64
    /// Seconds since 1970.
    public var time: Int64
    /// The same number for the same caller; a message without caller is its own caller.
    public var caller: UInt64
    /// Hashes of the tokens in order, 0 between tokens that are no neighbours; a term whose lowest
    /// bit is set counts alone, every two neighbours count as a pair.
    public var terms: [UInt32]

    /// Makes a document of its parts.
    public init(id: Int64, time: Int64, caller: UInt64, terms: [UInt32]) {
        self.id = id
        self.time = time
        self.caller = caller
        self.terms = terms
    }
}

/// What is counted: words and pairs of neighbouring words.
public enum TermID {
    /// The id of a word that counts alone; `nil` for a term that does not.
    public static func word(_ term: UInt32) -> UInt64? {
        term & 1 == 1 ? mix(UInt64(term)) : nil
    }

    /// The id of two neighbours; `nil` if either is a gap.
    public static func pair(_ first: UInt32, _ second: UInt32) -> UInt64? {
        first == 0 || second == 0 ? nil : mix(UInt64(first) << 32 | UInt64(second))
    }

    /// Calls `body` with every id of a sequence, repeated ones too.
    @inline(__always)
    static func forEach(_ terms: ArraySlice<UInt32>, _ body: (UInt64) -> Void) {
        var last: UInt32 = 0
        for term in terms {
            if let id = word(term) { body(id) }
            if let id = pair(last, term) { body(id) }
            last = term
        }
    }

    /// The finaliser of MurmurHash3: one to one.
    @inline(__always)
    private static func mix(_ key: UInt64) -> UInt64 {
        var hash = key
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}
