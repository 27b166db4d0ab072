import Foundation
public import TingfengLabels
public import TingfengText

/// How Tingfeng reads Chinese: one normaliser, one tokenizer, one way to index, shared by ingest,
/// search, explanation and the filters, so that all see the same words.
public struct TextReading: Sendable {
    /// Makes text comparable (规范化).
    public let normalizer: Normalizer
    /// Cuts normalised text into tokens (分词).
    public let tokenizer: Tokenizer
    /// Turns normalised text into terms of the text index (词项).
    public let index: IndexTerms
    /// Words that search takes for one another (同义词).
    public let synonyms: Synonyms
    /// Turns tokens into the terms that emerging words are counted by.
    public let terms: TermSequence
    private let stopWords: Set<String>

    /// Makes a reading of its parts; stop words (停用词) are given in normalised form.
    public init(
        normalizer: Normalizer,
        tokenizer: Tokenizer,
        stopWords: Set<String>,
        synonyms: Synonyms = Synonyms()
    ) {
        self.normalizer = normalizer
        self.tokenizer = tokenizer
        self.stopWords = stopWords
        self.synonyms = synonyms
        index = IndexTerms(tables: normalizer.tables)
        terms = TermSequence(stopWords: stopWords)
    }

    /// Reads the shipped tables, the shipped segmenter and the user words that the configuration
    /// names; of equal words the given ones, which are a database's, count.
    public init(
        resources: Resources,
        configuration: Configuration = Configuration(),
        words: [UserWord] = []
    ) throws {
        let path = try resources.path("dictionaries/characters.bin")
        let normalizer = Normalizer(tables: try CharacterTables(contentsOf: path))
        let words = try UserWords(
            contentsOf: configuration.dictionary.user.map(\.path)
                + configuration.dictionary.places.map(\.path),
            adding: words,
            normalizer: normalizer
        )
        let stopWords = try String(
            contentsOfFile: resources.path("dictionaries/stopwords.txt"),
            encoding: .utf8
        )
        self.init(
            normalizer: normalizer,
            tokenizer: Tokenizer(
                model: try SegmenterModel(contentsOf: resources.path("models/segmenter.bin")),
                words: words
            ),
            stopWords: Set(stopWords.split(whereSeparator: \.isNewline).map(String.init)),
            synonyms: try configuration.dictionary.synonyms.synonyms(resources, normalizer)
        )
    }

    /// Reads a message's fields.
    public func read(_ message: Message, _ workspace: inout Tokenizer.Workspace) -> ClassifierInput
    {
        read(title: message.title, body: message.body, &workspace)
    }

    /// Normalises and tokenises both fields.
    public func read(
        title: String,
        body: String,
        _ workspace: inout Tokenizer.Workspace
    ) -> ClassifierInput {
        let title = normalizer.normalize(title)
        let body = normalizer.normalize(body)
        return ClassifierInput(
            title: title,
            titleTokens: tokenizer.tokenize(title, workspace: &workspace),
            body: body,
            bodyTokens: tokenizer.tokenize(body, workspace: &workspace)
        )
    }

    /// Returns the words of a text and the words inside these, as the text index holds them.
    private func indexedWords(of text: NormalizedText, _ tokens: [Token]) -> [UInt8] {
        index.words(of: text, tokens: tokenizer.searchTokens(of: text, tokens))
    }

    /// Returns the words of a text that say what it is about: Han words of two characters and more
    /// that are no stop words.
    public func words(_ text: String) -> Set<String> {
        var workspace = Tokenizer.Workspace()
        let view = normalizer.normalize(text)
        var words: Set<String> = []
        for token in tokenizer.tokenize(view, workspace: &workspace)
        where token.kind == .word && token.range.count >= 2 {
            let word = String(decoding: view.units[token.range], as: UTF16.self)
            if !stopWords.contains(word) { words.insert(word) }
        }
        return words
    }
}

extension TextReading {
    /// Returns what the text index holds of a message: title and body are one document, and the
    /// break between them ends a run of characters.
    public func indexTerms(of input: ClassifierInput) -> DocumentTerms {
        DocumentTerms(
            characters: index.characters(of: input.title) + index.characters(of: input.body),
            words: indexedWords(of: input.title, input.titleTokens)
                + indexedWords(of: input.body, input.bodyTokens)
        )
    }

    /// Returns what emerging words are counted by; the break between title and body parts
    /// neighbours.
    public func termSequence(of input: ClassifierInput) -> [UInt32] {
        var sequence: [UInt32] = []
        sequence.reserveCapacity(input.titleTokens.count + input.bodyTokens.count)
        terms.append(input.title, input.titleTokens, to: &sequence)
        sequence.append(TermSequence.gap)
        terms.append(input.body, input.bodyTokens, to: &sequence)
        return sequence
    }
}

// MARK: - Text for people

extension TextReading {
    /// Returns the cleaned title, or the start of the body where there is no title.
    public func title(_ title: String, orStartOf body: String) -> String {
        let cleaned = normalizer.cleanedView(title)
        return cleaned.isEmpty ? excerpt(body, length: 30) : cleaned
    }

    /// Returns the cleaned start of a text, at most `length` characters and "…".
    public func excerpt(_ text: String, length: Int) -> String {
        // Blank-rich exports shrink when cleaned: 97 % of real bodies begin with a dozen tabs.
        let cleaned = normalizer.cleanedView(String(text.prefix(length * 4 + 64)))
        return cleaned.count > length ? cleaned.prefix(length) + "…" : cleaned
    }
}
