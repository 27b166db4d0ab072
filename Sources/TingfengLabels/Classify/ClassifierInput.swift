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
    /// The title as a message without a body.
    var titleAlone: ClassifierInput {
        ClassifierInput(
            title: title,
            titleTokens: titleTokens,
            body: NormalizedText(),
            bodyTokens: []
        )
    }
}
