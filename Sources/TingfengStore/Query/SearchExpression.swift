import Tingfeng
import TingfengText

/// A query as FTS5 expressions over the terms of the index.
///
/// `literal` finds every message whose normalised text contains what was asked, wherever words were
/// cut; `words` finds those where it is a word, which are shown first.
struct SearchExpression {
    let literal: String?
    let words: String?
    /// What must not stand there, if nothing must.
    let excluded: String?

    init(_ syntax: SearchSyntax, _ reading: TextReading) throws {
        var required: [String] = []
        var excluded: [String] = []
        var words: [String] = []
        for clause in syntax.clauses {
            let terms = try clause.map { try Self.term($0.text, reading) }
            let phrases = terms.map(\.phrase).joined(separator: " OR ")
            if clause.contains(where: \.isExcluded) {
                excluded.append("(\(phrases))")
            } else {
                required.append("(\(phrases))")
                let asWords = terms.compactMap(\.word)
                if !asWords.isEmpty { words.append("(\(asWords.joined(separator: " OR ")))") }
            }
        }
        let without = excluded.map { " NOT \($0)" }.joined()
        self.excluded =
            required.isEmpty && !excluded.isEmpty
            ? Self.characters(excluded.joined(separator: " OR ")) : nil
        literal =
            required.isEmpty
            ? nil : Self.characters(required.joined(separator: " AND ") + without)
        self.words = words.isEmpty ? nil : "words : (\(words.joined(separator: " AND ")))"
    }

    private static func characters(_ expression: String) -> String {
        "characters : (\(expression))"
    }

    private static func term(
        _ text: String,
        _ reading: TextReading
    ) throws -> (phrase: String, word: String?) {
        let query = reading.index.query(reading.normalizer.normalize(text))
        guard !query.phrase.isEmpty else { throw SearchError.nothingToIndex(text) }
        let phrase = quoted(query.phrase) + (query.endsWithPrefix ? "*" : "")
        return (phrase, query.word.isEmpty ? nil : quoted(query.word))
    }

    /// An FTS5 string, whose terms `IndexTermDecoder` reads; no term holds a quote.
    private static func quoted(_ terms: [UInt8]) -> String {
        "\"" + String(decoding: terms, as: UTF8.self) + "\""
    }
}
