/// Cuts a normalized text into tokens (分词).
///
/// The engine proposes the cuts; then ``FixedSpan``s (user words, place codes such as A3区, URLs and
/// e-mail addresses) are made one token each, and a denied word that came out whole is cut into its
/// characters.
///
///     let tokenizer = Tokenizer(model: try SegmenterModel(contentsOf: path))
///     var workspace = Tokenizer.Workspace()
///     let text = normalizer.normalize("A3区路灯不亮")
///     for token in tokenizer.tokenize(text, workspace: &workspace) {
///         text.units[token.range]  // a3区, 路灯, 不亮
///     }
public struct Tokenizer: Sendable {
    /// Who decides where words end; the raw value is the name on the command line.
    public enum Engine: String, Sendable, CaseIterable {
        /// A trained model; ICU for scripts that it does not know.
        case learned
        /// ICU's word rules and dictionary: needs no model.
        case icu
    }

    /// The engine in use.
    public var engine: Engine { model == nil ? .icu : .learned }
    let model: SegmenterModel?
    let words: UserWords

    /// Makes a tokenizer.
    ///
    /// Without a model ICU decides. The words must be folded like the texts (see ``UserWords``).
    public init(model: SegmenterModel? = nil, words: UserWords = UserWords()) {
        self.model = model
        self.words = words
    }

    /// Returns the tokens of a text in order; together they cover it without gap.
    public func tokenize(_ text: NormalizedText, workspace: inout Workspace) -> [Token] {
        var tokens: [Token] = []
        text.units.withUnsafeBufferPointer { cut($0, into: &tokens, workspace: &workspace) }
        return tokens
    }

    /// Replaces tokens by those of a text.
    func cut(
        _ units: UnsafeBufferPointer<UInt16>,
        into tokens: inout [Token],
        workspace: inout Workspace
    ) {
        join(units, into: &tokens, workspace: &workspace)
        guard words.hasDenied else { return }
        tokens = tokens.flatMap { token in
            words.denies(ArraySlice(units[token.units]))
                ? Self.characters(of: token, in: units) : [token]
        }
    }

    /// Whether a string, normalized like the texts, is a word of the user or of the lexicon.
    ///
    /// ICU does not tell what its dictionary has.
    public func knows(_ word: ArraySlice<UInt16>) -> Bool {
        words.contains(word) || model?.contains(word) ?? false
    }

    /// Returns the tokens of a text with what decided each and the model's margin.
    ///
    /// The margin is by how many of its steps the model prefers a cut behind the token to none: nil
    /// where it has no say, below zero where a rule or a user word cut against it. Costs several
    /// passes.
    public func explain(
        _ text: NormalizedText,
        workspace: inout Workspace
    ) -> [(token: Token, source: TokenSource, margin: Int?)] {
        let tokens = tokenize(text, workspace: &workspace)
        let (spans, margins) = text.units.withUnsafeBufferPointer { units in
            let evidence = UserWordEvidence(words, in: units)
            return (
                fixedSpans(in: units, evidence),
                model.map { workspace.margins(units, $0, evidence) } ?? [:]
            )
        }
        let denied = deniedRanges(text, workspace: &workspace)
        var next = spans[...]
        return tokens.map { token in
            while let span = next.first, span.range.upperBound <= token.range.lowerBound {
                next.removeFirst()
            }
            let margin = margins[token.range.upperBound]
            if let span = next.first, span.range == token.range {
                return (token, span.source, margin)
            }
            return (
                token,
                denied.contains { $0.contains(token.range.lowerBound) }
                    ? .denied
                    : engineSource(of: text.units[token.range]),
                margin
            )
        }
    }

    /// The engine's tokens with the fixed spans laid over them, before denied words are cut.
    private func join(
        _ units: UnsafeBufferPointer<UInt16>,
        into tokens: inout [Token],
        workspace: inout Workspace
    ) {
        tokens.removeAll(keepingCapacity: true)
        guard !units.isEmpty else { return }
        let evidence = UserWordEvidence(words, in: units)
        var cuts = EngineCuts()
        cuts.count = workspace.cut(units, model, evidence)
        tokens.reserveCapacity(cuts.count)
        for span in fixedSpans(in: units, evidence) {
            cuts.append(upTo: span.range.lowerBound, from: workspace, to: &tokens)
            tokens.append(Token(range: span.range, kind: span.kind))
            cuts.position = span.range.upperBound
        }
        cuts.append(upTo: Int32(units.count), from: workspace, to: &tokens)
    }

    private func fixedSpans(
        in units: UnsafeBufferPointer<UInt16>,
        _ evidence: UserWordEvidence
    ) -> [FixedSpan] {
        FixedSpanFinder(words: words, forcesSoft: engine == .icu).spans(in: units, evidence.matches)
    }

    private func deniedRanges(
        _ text: NormalizedText,
        workspace: inout Workspace
    ) -> [Range<Int32>] {
        guard words.hasDenied else { return [] }
        var tokens: [Token] = []
        text.units.withUnsafeBufferPointer { join($0, into: &tokens, workspace: &workspace) }
        return tokens.map(\.range).filter { words.denies(text.units[$0]) }
    }

    private static func characters(
        of token: Token,
        in units: UnsafeBufferPointer<UInt16>
    ) -> [Token] {
        var tokens: [Token] = []
        for index in token.range {
            // The second half of a surrogate pair goes with the first.
            if UTF16.isTrailSurrogate(units[Int(index)]), !tokens.isEmpty {
                let start = tokens[tokens.count - 1].range.lowerBound
                tokens[tokens.count - 1].range = start..<(index + 1)
            } else {
                tokens.append(Token(range: index..<(index + 1), kind: token.kind))
            }
        }
        return tokens
    }
}

extension Token {
    /// The range for subscripts.
    fileprivate var units: Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }
}

extension Tokenizer {
    /// What decided a token that no rule and no user word made.
    private func engineSource(of token: ArraySlice<UInt16>) -> TokenSource {
        guard let model, let first = token.first else { return .icu }
        if ScanKind.of(model.alphabet[Int(first)]) == ScanKind.foreign.rawValue { return .icu }
        return token.count > 1 && model.contains(token) ? .lexicon : .model
    }
}

/// Walks over the engine's segments while fixed spans are laid over them.
private struct EngineCuts {
    var count = 0
    var index = 0
    var position: Int32 = 0

    /// Appends what the engine cut between the position and a limit.
    mutating func append(
        upTo limit: Int32,
        from workspace: borrowing Tokenizer.Workspace,
        to tokens: inout [Token]
    ) {
        while position < limit, index < count {
            let end = min(workspace.ends[index], limit)
            if end > position {
                let kind = TokenKind(rawValue: workspace.kinds[index]) ?? .other
                tokens.append(Token(range: position..<end, kind: kind))
                position = end
            }
            if workspace.ends[index] <= position { index += 1 }
        }
    }
}

extension Array<UInt16> {
    /// The units of a token: `text.units[token.range]`.
    public subscript(range: Range<Int32>) -> ArraySlice<UInt16> {
        self[Int(range.lowerBound)..<Int(range.upperBound)]
    }
}
