/// What decided that a token is one; the raw value is what `tokenize --explain` prints.
public enum TokenSource: String, Sendable, CaseIterable {
    /// ICU's word rules and dictionary.
    case icu
    /// The score of the trained model alone.
    case model
    /// The trained model, for a word that its lexicon has.
    case lexicon = "dict"
    /// A soft or hard word of the user.
    case userWord = "user"
    /// A denied word, cut into its characters.
    case denied
    /// The rule for anonymised places: A3区.
    case place
    /// The rule for URLs and e-mail addresses.
    case netAddress = "net"
}
