/// Words that the user gives to the tokenizer (用户词典).
///
/// A file has one word a line, `word[TAB]soft|hard|deny`, default soft; blank lines and lines that
/// begin with "#" count for nothing; of equal words the last one counts.
///
/// Where words conflict, one rule decides: deny before hard before soft, and among hard words (and
/// among soft words) the leftmost first, of those the longest. A denied string is never one token
/// unless it is part of a hard word.
///
///     let words = try UserWords(contentsOf: "words.txt", normalizer: normalizer)
///     let tokenizer = Tokenizer(model: model, words: words)
public struct UserWords: Sendable {
    /// How strongly a word is meant; the raw value stands in files.
    public enum Strength: String, Sendable, CaseIterable {
        /// Evidence for a learned engine; forces the token with an engine that weighs nothing.
        case soft
        /// Always one token.
        case hard
        /// Never one token.
        case deny
    }

    private typealias Entry = (units: [UInt16], value: UInt16)

    private let tree: WordTree
    let hasDenied: Bool
    /// Whether there are words that are not denied.
    private let hasWanted: Bool

    /// Makes a list of words, folded by the normalizer whose views will be tokenized; without one,
    /// as for raw text, the words are taken as written.
    public init(_ words: [(word: String, strength: Strength)] = [], normalizer: Normalizer? = nil) {
        self.init(
            entries: words.map { entry in
                (Self.units(of: entry.word, normalizer), Self.value(of: entry.strength))
            }
        )
    }

    /// Reads word files and adds words after them; of equal words the last one counts.
    ///
    /// - Complexity: about a millisecond for 1,000 words.
    public init(
        contentsOf paths: [String],
        adding words: [UserWord] = [],
        normalizer: Normalizer? = nil
    ) throws(TextError) {
        var entries: [Entry] = []
        for path in paths {
            let file = try MappedFile(path: path)
            try file.forEachLine { (line, number) throws(TextError) in
                guard let first = line.first, first != UInt8(ascii: "#") else { return }
                guard let entry = Self.entry(line, normalizer) else {
                    throw .invalidLine(
                        path: path,
                        line: number,
                        expected: "词语[<TAB>soft|hard|deny]"
                    )
                }
                entries.append(entry)
            }
        }
        for word in words {
            entries.append((Self.units(of: word.word, normalizer), Self.value(of: word.strength)))
        }
        self.init(entries: entries)
    }

    /// Reads a word file.
    public init(contentsOf path: String, normalizer: Normalizer? = nil) throws(TextError) {
        try self.init(contentsOf: [path], normalizer: normalizer)
    }

    private init(entries: [Entry]) {
        tree = WordTree(entries)
        let denied = entries.count { $0.value == Self.value(of: .deny) }
        hasDenied = denied > 0
        hasWanted = denied < entries.count
    }

    /// The word of a line; nil if the line has another form.
    private static func entry(_ line: UnsafeRawBufferPointer, _ normalizer: Normalizer?) -> Entry? {
        let tab = line.firstIndex(of: UInt8(ascii: "\t"))
        let units = units(
            of: String(decoding: line[..<(tab ?? line.endIndex)], as: UTF8.self),
            normalizer
        )
        var strength: Strength? = .soft
        if let tab {
            strength = Strength(rawValue: String(decoding: line[(tab + 1)...], as: UTF8.self))
        }
        guard let strength, !units.isEmpty else { return nil }
        return (units, value(of: strength))
    }

    var isEmpty: Bool { tree.isEmpty }

    /// The words in a text, in the order of where they begin.
    func matches(in units: UnsafeBufferPointer<UInt16>) -> [UserWordMatch] {
        var matches: [UserWordMatch] = []
        guard hasWanted else { return matches }
        tree.forEachCandidate(in: units) { start in
            if let match = match(in: units, at: start, limit: units.count) { matches.append(match) }
        }
        return matches
    }

    /// The longest soft and the longest hard word that begin at an index, end before a limit and
    /// stand where the text may be cut; nil if there is neither.
    @inline(__always)
    func match(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int,
        limit: Int
    ) -> UserWordMatch? {
        var match = UserWordMatch(start: Int32(truncatingIfNeeded: start))
        tree.forEachWord(in: units, from: start, limit: limit) { value, end in
            match.add(value, units, end)
        }
        guard match.soft | match.hard != 0, units.canCut(at: start) else { return nil }
        return match
    }

    /// Whether a string, normalized like the words, is one of them, of whatever strength.
    public func contains(_ units: ArraySlice<UInt16>) -> Bool {
        tree.value(of: units) != nil
    }

    /// Calls the body with the end of each word of two and more units, denied ones left out, that
    /// begins at an index and ends before a limit.
    func forEachWord(
        in units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        limit: Int,
        _ body: (_ end: Int) -> Void
    ) {
        tree.forEachWord(in: units, from: start, limit: limit) { value, end in
            if value != Self.value(of: .deny), end > start + 1 { body(end) }
        }
    }

    func denies(_ units: ArraySlice<UInt16>) -> Bool {
        hasDenied && tree.value(of: units) == Self.value(of: .deny)
    }

    /// The number of a strength in the tree.
    fileprivate static func value(of strength: Strength) -> UInt16 {
        switch strength {
        case .soft: 0
        case .hard: 1
        case .deny: 2
        }
    }

    private static func units(of word: String, _ normalizer: Normalizer?) -> [UInt16] {
        guard let normalizer else { return Array(word.utf16) }
        return normalizer.normalize(word).units
    }
}

/// User words that begin at one place of a text.
struct UserWordMatch: Equatable {
    /// The unit at which they begin.
    var start: Int32
    /// The end of the longest soft word; 0 if there is none.
    var soft: Int32 = 0
    /// The end of the longest hard word; 0 if there is none.
    var hard: Int32 = 0

    /// Takes in a word, longer than those before, if the text may be cut behind it.
    @inline(__always)
    fileprivate mutating func add(
        _ value: UInt16,
        _ units: UnsafeBufferPointer<UInt16>,
        _ end: Int
    ) {
        if value == UserWords.value(of: .soft) {
            if units.canCut(at: end) { soft = Int32(truncatingIfNeeded: end) }
        } else if value == UserWords.value(of: .hard) {
            if units.canCut(at: end) { hard = Int32(truncatingIfNeeded: end) }
        }
    }
}

extension UnsafeBufferPointer<UInt16> {
    /// Whether a token may end here: not between two Latin letters or digits, nor inside a pair.
    @inline(__always)
    fileprivate func canCut(at index: Int) -> Bool {
        guard index > 0, index < count else { return true }
        if UTF16.isTrailSurrogate(self[index]) { return false }
        return !(self[index].isASCIIAlphanumeric && self[index - 1].isASCIIAlphanumeric)
    }
}
