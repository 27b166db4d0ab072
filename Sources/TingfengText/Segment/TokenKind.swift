/// What a token is made of.
public enum TokenKind: UInt8, Sendable, CaseIterable {
    /// Han characters, or a user word.
    case word
    case number
    /// Latin or other letters, mixed letters and digits, URLs, e-mail addresses.
    case latin
    case punctuation
    case space
    /// Emoji and everything else.
    case other
}
