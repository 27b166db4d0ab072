import TingfengText

/// A parsed query: 词 "短语" -排除 OR 字段:值.
///
/// Blanks mean AND, `OR` binds its two neighbours, `-` excludes. Fields become conditions on
/// columns, everything else is literal text that the index must contain.
public struct SearchSyntax: Sendable, Equatable {
    /// A literal text, or one that must not stand there.
    public struct Literal: Sendable, Equatable {
        /// The text as typed, without quotes.
        public var text: String
        /// Whether the text must not occur (`-词`).
        public var isExcluded: Bool
        /// Whether it stood in quotes, so that no synonym may stand for it.
        public var isQuoted = false
    }

    /// Fields that a query may name.
    public enum Field: String, Sendable, CaseIterable {
        case category, region, unit, source, kind, id, status
    }

    /// Conjunction of disjunctions.
    public private(set) var clauses: [[Literal]] = []
    /// Conditions `字段:值` in the order given; all must hold.
    public private(set) var fields: [(field: Field, value: String)] = []

    /// - Throws: ``SearchError`` if a field is unknown, a quote is open, or nothing is asked.
    public init(parsing query: String, mayBeEmpty: Bool = false) throws(SearchError) {
        guard query.utf8.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
        var joinsNext = false
        for word in try Self.words(query) {
            if word.text == "OR", !word.isQuoted, !clauses.isEmpty {
                joinsNext = true
                continue
            }
            if try addField(word) { continue }
            add(word, joining: joinsNext)
            joinsNext = false
        }
        if clauses.isEmpty, fields.isEmpty, !mayBeEmpty { throw .empty }
        let onlyExcludes = clauses.joined().allSatisfy(\.isExcluded) && fields.isEmpty
        if !clauses.isEmpty, onlyExcludes, !mayBeEmpty { throw .onlyExclusions }
    }

    /// Returns the query with all words that stand for those asked for, at equal rank; words in
    /// quotes and excluded ones stay alone.
    package func expanded(_ reading: TextReading) -> SearchSyntax {
        var expanded = self
        expanded.clauses = clauses.map { clause in
            let others = clause.filter { !$0.isExcluded && !$0.isQuoted }.flatMap { literal in
                reading.synonyms.words(for: reading.normalizer.normalize(literal.text).units)
            }
            let texts = Set(clause.map(\.text))
            return clause
                + others.filter { !texts.contains($0) }
                .map { Literal(text: $0, isExcluded: false, isQuoted: true) }
        }
        return expanded
    }

    /// Checks that each literal has something that the index knows.
    ///
    /// - Throws: ``SearchError/nothingToIndex(_:)`` for the first that has not.
    func checkLiterals() throws(SearchError) {
        for literal in clauses.joined() {
            let isKnown = literal.text.contains { $0.isLetter || $0.isNumber }
            guard isKnown else { throw .nothingToIndex(literal.text) }
        }
    }

    /// Adds a condition on a field.
    public mutating func add(_ field: Field, _ value: String) {
        fields.append((field, value))
    }

    /// Compares clauses and fields, in order.
    public static func == (left: Self, right: Self) -> Bool {
        left.clauses == right.clauses
            && left.fields.map(\.field) == right.fields.map(\.field)
            && left.fields.map(\.value) == right.fields.map(\.value)
    }

    /// Bytes of a query; longer ones are refused.
    static let longest = 2_000

    private mutating func add(_ word: Word, joining: Bool) {
        let isExcluded = word.isExcluded
        let literal = Literal(text: word.text, isExcluded: isExcluded, isQuoted: word.isQuoted)
        if joining, !isExcluded, let last = clauses.indices.last,
            clauses[last].allSatisfy({ !$0.isExcluded })
        {
            clauses[last].append(literal)
        } else {
            clauses.append([literal])
        }
    }

    private mutating func addField(_ word: Word) throws(SearchError) -> Bool {
        guard !word.isQuoted, !word.isExcluded, let colon = word.text.firstIndex(of: ":") else {
            return false
        }
        let name = word.text[..<colon]
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else { return false }
        guard let field = Field(rawValue: String(name)) else { throw .unknownField(String(name)) }
        fields.append((field, String(word.text[word.text.index(after: colon)...])))
        return true
    }

    // MARK: - Words

    private struct Word {
        var text = ""
        var isQuoted = false
        var isExcluded = false
    }

    private static func words(_ query: String) throws(SearchError) -> [Word] {
        var words: [Word] = []
        var current = Word()
        var isInQuotes = false
        for character in query {
            if isInQuotes {
                if isClosingQuote(character) {
                    isInQuotes = false
                } else {
                    current.text.append(character)
                }
            } else if isOpeningQuote(character) {
                isInQuotes = true
                current.isQuoted = true
            } else if character.isWhitespace {
                finish(&current, into: &words)
            } else if character == "-", current.text.isEmpty, !current.isQuoted {
                current.isExcluded = true
            } else {
                current.text.append(character)
            }
        }
        if isInQuotes { throw .openQuote }
        finish(&current, into: &words)
        return words
    }

    private static func finish(_ word: inout Word, into words: inout [Word]) {
        if !word.text.isEmpty { words.append(word) }
        word = Word()
    }

    private static func isOpeningQuote(_ character: Character) -> Bool {
        character == "\"" || character == "“"
    }

    private static func isClosingQuote(_ character: Character) -> Bool {
        character == "\"" || character == "”"
    }
}

/// Why a query cannot be answered.
public enum SearchError: Error, Equatable, Sendable, CustomStringConvertible {
    case empty
    case onlyExclusions
    case openQuote
    case tooLong(limit: Int)
    case unknownField(String)
    case nothingToIndex(String)

    /// One Chinese sentence: what is wrong and what to write instead.
    public var description: String {
        switch self {
        case .empty: "查询是空的：请给出词语，例如 tingfeng search 停水。"
        case .onlyExclusions: "只有排除条件：请至少给出一个要找的词或字段。"
        case .openQuote: "引号没有闭合：短语请写成 \"施工 噪音\"。"
        case .tooLong(let limit): "查询超过 \(limit) 字节：请缩短。"
        case .unknownField(let name):
            "没有字段 \(name)：可用的有 "
                + SearchSyntax.Field.allCases.map(\.rawValue).joined(separator: "、")
                + "；要查含冒号的文字请加引号。"
        case .nothingToIndex(let text): "“\(text)”里没有可查的字：请给出汉字、字母或数字。"
        }
    }
}
