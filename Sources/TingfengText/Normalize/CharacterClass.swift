/// What kind of character something is; fixes where runs of characters begin and end.
public enum CharacterClass: UInt8, Sendable, CaseIterable {
    /// Emoji, symbols, private use, unassigned.
    case other
    /// Han characters, with 々 and 〇.
    case han
    /// Kana, bopomofo and Hangul: like Han, written without spaces.
    case kana
    /// Letters and combining marks of all other scripts.
    case letter
    case digit
    /// Punctuation, mathematical and currency signs.
    case punctuation
    case blank
    /// Controls, bidi marks, zero-width characters: they have no place in a view.
    case control
}

extension CharacterClass {
    /// Whether text of this class is written without spaces and searched by character bigrams.
    var isIdeographic: Bool { self == .han || self == .kana }

    /// Whether neighbours of this class form one Latin/digit run.
    var isAlphanumeric: Bool { self == .letter || self == .digit }
}
