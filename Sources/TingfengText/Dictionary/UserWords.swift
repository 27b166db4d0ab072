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

    private let trie: DoubleArrayTrie
    /// Where soft and hard words may begin: most places of a text never reach the trie.
    private let softStarts: WordStarts
    private let hardStarts: WordStarts
    let hasDenied: Bool
    /// Whether there are words that are always one token.
    let hasHard: Bool
    /// Whether there are words that are only evidence.
    let hasSoft: Bool

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
        trie = DoubleArrayTrie(entries.filter { !$0.units.isEmpty })
        softStarts = Self.starts(entries, .soft)
        hardStarts = Self.starts(entries, .hard)
        hasDenied = entries.contains { $0.value == Self.value(of: .deny) }
        hasHard = entries.contains { $0.value == Self.value(of: .hard) }
        hasSoft = entries.contains { $0.value == Self.value(of: .soft) }
    }

    private static func starts(_ entries: [Entry], _ strength: Strength) -> WordStarts {
        let words = entries.filter { $0.value == value(of: strength) }
        var starts = WordStarts(wordCount: words.count)
        for word in words { starts.insert(word.units) }
        return starts
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

    var isEmpty: Bool { trie.isEmpty }

    /// The end of the longest soft or hard word that begins at an index, ends before a limit and
    /// where the text may be cut.
    @inline(__always)
    func longestWord(
        _ strength: Strength,
        in units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        limit: Int,
        canEnd: (Int) -> Bool
    ) -> Int? {
        // No copy of either: it would be counted, at every unit of a text.
        switch strength {
        case .soft:
            guard softStarts.mayBegin(in: units, at: start, limit: limit) else { return nil }
            return walk(Self.value(of: .soft), softStarts.shortest, units, start, limit, canEnd)
        default:
            guard hardStarts.mayBegin(in: units, at: start, limit: limit) else { return nil }
            return walk(Self.value(of: .hard), hardStarts.shortest, units, start, limit, canEnd)
        }
    }

    /// The end of the longest word of a kind, none shorter than so many units.
    @inline(never)
    private func walk(
        _ wanted: UInt16,
        _ shortest: Int,
        _ units: UnsafeBufferPointer<UInt16>,
        _ start: Int,
        _ limit: Int,
        _ canEnd: (Int) -> Bool
    ) -> Int? {
        var state = DoubleArrayTrie.root
        var end: Int?
        var index = start
        while index < limit, let next = trie.child(of: state, units[index]) {
            state = next
            index += 1
            // Looking for an end waits for memory: not where none can be.
            guard index &- start >= shortest else { continue }
            if let value = trie.value(at: state), value == wanted, canEnd(index) { end = index }
        }
        return end
    }

    /// Whether a string, normalized like the words, is one of them, of whatever strength.
    public func contains(_ units: ArraySlice<UInt16>) -> Bool {
        trie.value(of: units) != nil
    }

    /// Calls the body with the end of each word of two and more units, denied ones left out, that
    /// begins at an index and ends before a limit.
    func forEachWord(
        in units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        limit: Int,
        _ body: (_ end: Int) -> Void
    ) {
        var state = DoubleArrayTrie.root
        var index = start
        while index < limit, let next = trie.child(of: state, units[index]) {
            state = next
            index += 1
            if let value = trie.value(at: state), value != Self.value(of: .deny),
                index > start + 1
            {
                body(index)
            }
        }
    }

    func denies(_ units: ArraySlice<UInt16>) -> Bool {
        hasDenied && trie.value(of: units) == Self.value(of: .deny)
    }

    private static func value(of strength: Strength) -> UInt16 {
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
