/// A string that a message stream uses as a word and no dictionary knows (新词候选).
public struct WordCandidate: Sendable, Equatable {
    /// The string, as the normalized texts have it.
    public var word: String
    /// Occurrences.
    public var count: Int
    /// Messages that have it.
    public var messages: Int
    /// Different callers of these; a message without a caller counts as one.
    public var callers: Int
    /// Branching entropy to the left, in nats: how freely something else may stand before it.
    public var leftFreedom: Double
    /// Branching entropy to the right, in nats.
    public var rightFreedom: Double
    /// The smallest pointwise mutual information of its two parts over all ways to part it, in nats.
    public var cohesion: Double
    /// How the tokenizer cuts it most often, the pieces joined by a space.
    public var cut: String
    /// What the list is ordered by, larger first.
    public var score: Double
    /// A piece of the normalized view around the first occurrence that may be quoted, the word in
    /// 【】; empty if none may.
    public var example: String
}
