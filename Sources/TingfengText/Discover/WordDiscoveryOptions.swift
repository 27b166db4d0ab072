/// What makes a string a new word.
///
/// The defaults were set by reading the top of the list of a real stream of 4,326 messages.
public struct WordDiscoveryOptions: Sendable {
    /// Occurrences that a word needs.
    public var minCount = 5
    /// Characters that a word has at most, 2…6.
    public var maxLength = 6
    /// The least branching entropy on both sides, in nats.
    public var minFreedom = 1.0
    /// The least cohesion, in nats.
    public var minCohesion = 3.0
    /// The least share of occurrences that the tokenizer begins and ends at a cut.
    public var minCutShare = 0.6
    /// How plausible the tokenizer's own cut may be at most: the product over its one-character
    /// pieces of how often that character is a word elsewhere.
    public var maxPlausibility = 0.12

    /// Whether what the tokenizer leaves whole is known: so with ICU, which joins characters only by
    /// its dictionary.
    public var wholeIsKnown = false

    /// The defaults.
    public init() {}
}
