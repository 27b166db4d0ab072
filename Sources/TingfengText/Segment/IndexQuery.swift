/// What to ask of the full-text index to find a literal string; see ``IndexTerms`` for the format.
public struct IndexQuery: Sendable, Equatable {
    /// The terms of the phrase in the column of characters; empty if the string holds
    /// nothing but marks and blanks.
    public var phrase: [UInt8] = []
    /// Whether the last term of the phrase is only the beginning of a term.
    public var endsWithPrefix = false
    /// The string as one term of the column of words, to rank hits on word boundaries first; empty if it
    /// cannot be one.
    public var word: [UInt8] = []

    /// Makes a query that finds nothing.
    public init() {}
}
