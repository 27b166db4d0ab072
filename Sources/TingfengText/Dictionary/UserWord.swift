/// A word that the user gives to the tokenizer (用户词), with how strongly it is meant.
public struct UserWord: Sendable, Hashable {
    /// The word as written.
    public var word: String
    /// Evidence, always, or never.
    public var strength: UserWords.Strength

    /// Makes a word.
    public init(_ word: String, _ strength: UserWords.Strength) {
        self.word = word
        self.strength = strength
    }
}
