public import TingfengText

/// A message as the classifier reads it: both fields normalised and tokenised.
public struct ClassifierInput: Sendable {
    /// Normalised title; empty if there is none.
    public var title: NormalizedText
    /// Tokens that cover `title`.
    public var titleTokens: [Token]
    /// Normalised body.
    public var body: NormalizedText
    /// Tokens that cover `body`.
    public var bodyTokens: [Token]

    /// An input of its parts.
    public init(
        title: NormalizedText,
        titleTokens: [Token],
        body: NormalizedText,
        bodyTokens: [Token]
    ) {
        self.title = title
        self.titleTokens = titleTokens
        self.body = body
        self.bodyTokens = bodyTokens
    }

    /// A run of the body, by its stored bytes, as a message without a title; its tokens are those of the
    /// body.
    public func item(_ bytes: Range<Int>) -> ClassifierInput {
        let units = body.unitRange(ofBytes: bytes)
        let lower = Int32(units.lowerBound)
        let tokens = bodyTokens.lazy
            .filter { $0.range.lowerBound >= lower && $0.range.upperBound <= units.upperBound }
            .map {
                Token(
                    range: $0.range.lowerBound - lower..<$0.range.upperBound - lower,
                    kind: $0.kind
                )
            }
        return ClassifierInput(
            title: NormalizedText(),
            titleTokens: [],
            body: body[units: units],
            bodyTokens: Array(tokens)
        )
    }

    /// The title as a message without a body.
    var titleAlone: ClassifierInput {
        ClassifierInput(
            title: title,
            titleTokens: titleTokens,
            body: NormalizedText(),
            bodyTokens: []
        )
    }

    /// The title and the body's first tokens, which end within so many units.
    func head(_ count: Int) -> ClassifierInput {
        let tokens = bodyTokens.prefix { $0.range.upperBound <= count }
        let end = Int(tokens.last?.range.upperBound ?? 0)
        return ClassifierInput(
            title: title,
            titleTokens: titleTokens,
            body: body[units: 0..<end],
            bodyTokens: Array(tokens)
        )
    }
}
