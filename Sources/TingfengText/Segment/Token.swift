/// One token (词元) of a normalized text.
public struct Token: Sendable, Hashable {
    /// Where the token stands, in units of the ``NormalizedText``.
    public var range: Range<Int32>
    /// What the token is made of.
    public var kind: TokenKind

    /// Makes a token.
    public init(range: Range<Int32>, kind: TokenKind) {
        self.range = range
        self.kind = kind
    }
}
