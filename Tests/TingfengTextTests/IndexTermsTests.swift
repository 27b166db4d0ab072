import Testing
import TingfengText

@Suite struct IndexTermsTests {
    let normalizer: Normalizer
    let index: IndexTerms

    init() throws {
        normalizer = try TextFixtures.normalizer()
        index = IndexTerms(tables: normalizer.tables)
    }

    private func readable(_ stream: [UInt8]) -> String {
        TermStream(stream).terms.joined(separator: " ")
    }

    private func view(_ text: String) -> (text: NormalizedText, tokens: [Token]) {
        var workspace = Tokenizer.Workspace()
        let view = normalizer.normalize(text)
        return (view, Tokenizer().tokenize(view, workspace: &workspace))
    }

    @Test(arguments: [
        ("路灯坏了", "路灯 灯坏 坏了 了", "路灯"),
        ("A3区路灯", "a3 区路 路灯 灯", "a3区 路灯"),
        ("路，灯", "路 灯", ""),
        ("iPhone6s 坏", "iphone6s 坏", ""),
        ("。！", "", ""),
        ("𠮷野家", "𠮷野 野家 家", "𠮷 野家"),
    ]) func `a document is bigrams and runs, and words`(
        text: String,
        characters: String,
        words: String
    ) {
        let (view, tokens) = view(text)
        #expect(readable(index.characters(of: view)) == characters)
        #expect(readable(index.words(of: view, tokens: tokens)) == words)
    }

    @Test(arguments: [
        ("路灯", "路灯", false),
        ("路灯坏", "路灯 灯坏", false),
        ("灯", "灯", true),
        ("a3区", "a3 区", true),
        ("路灯,坏了", "路灯 灯 坏了", false),
        ("路灯。", "路灯 灯", false),
        ("abc", "abc", false),
        ("!", "", false),
    ]) func `a literal is a phrase, open at its end`(text: String, phrase: String, isPrefix: Bool) {
        let query = index.query(normalizer.normalize(text))
        #expect(readable(query.phrase) == phrase)
        #expect(query.endsWithPrefix == isPrefix)
    }

    @Test(arguments: [("大桥", "大桥"), ("a3区", "a3区"), ("路 灯", ""), ("桥", ""), ("", "")])
    func `a literal without marks is also one word`(text: String, word: String) {
        #expect(readable(index.query(normalizer.normalize(text)).word) == word)
    }

    /// The law of literal search: what stands in the view is found, what is found stands there but
    /// for the marks between runs.
    @Test func `a phrase is found exactly where the literal stands`() {
        var generator = SeededGenerator(seed: 8)
        let documents = (0..<60).map { _ in normalizer.normalize(sample(&generator)) }
        let streams = documents.map { TermStream(index.characters(of: $0)) }
        for _ in 0..<500 {
            guard let source = documents.randomElement(using: &generator),
                let literal = cut(source, &generator)
            else { continue }
            let query = index.query(literal)
            guard !query.phrase.isEmpty else { continue }
            for (document, stream) in zip(documents, streams) {
                let isFound = stream.holds(query)
                #expect(isFound == stands(literal, in: document), "\(literal.string)")
            }
        }
    }

    private func sample(_ generator: inout SeededGenerator) -> String {
        let pieces = ["路", "灯", "坏", "了", "路灯", "a3", "区", "，", " ", "12", "x", "𠮷", "。"]
        return (0..<25).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    /// A random part of a view that does not cut a Latin/digit run.
    private func cut(_ view: NormalizedText, _ generator: inout SeededGenerator) -> NormalizedText?
    {
        let start = Int.random(in: 0..<view.units.count, using: &generator)
        let end = min(view.units.count, start + Int.random(in: 1...6, using: &generator))
        guard !cutsRun(view.units, at: start), !cutsRun(view.units, at: end) else { return nil }
        let literal = String(decoding: view.units[start..<end], as: UTF16.self)
        guard !literal.contains("\u{FFFD}") else { return nil }
        return normalizer.normalize(literal)
    }

    private func cutsRun(_ units: [UInt16], at index: Int) -> Bool {
        index > 0 && index < units.count && isAlphanumeric(units[index - 1])
            && isAlphanumeric(units[index])
    }

    private func isAlphanumeric(_ unit: UInt16) -> Bool {
        (0x30...0x39).contains(unit) || (0x61...0x7A).contains(unit)
    }

    /// Whether a literal stands in a view on run boundaries, any marks counting as equal.
    private func stands(_ literal: NormalizedText, in document: NormalizedText) -> Bool {
        let wanted = runs(literal.units)
        let found = runs(document.units)
        let isEnded = literal.units.last.map { isMark($0) } ?? false
        guard wanted.count <= found.count else { return false }
        return (0...(found.count - wanted.count)).contains { start in
            wanted.indices.allSatisfy { offset in
                let run = found[start + offset], part = wanted[offset]
                if isAlphanumeric(part[0]) { return run == part }
                let isFirst = offset == 0, isLast = offset == wanted.count - 1 && !isEnded
                if isFirst && isLast { return run.firstRange(of: part) != nil }
                if isFirst { return run.suffix(part.count) == part[...] }
                return isLast ? run.prefix(part.count) == part[...] : run == part
            }
        }
    }

    private func isMark(_ unit: UInt16) -> Bool { [0x20, 0x2C, 0x3002].contains(unit) }

    private func runs(_ units: [UInt16]) -> [[UInt16]] {
        var runs: [[UInt16]] = []
        var previous: UInt16 = 0x20
        for unit in units {
            defer { previous = unit }
            if isMark(unit) { continue }
            if isMark(previous) || isAlphanumeric(previous) != isAlphanumeric(unit) {
                runs.append([])
            }
            runs[runs.count - 1].append(unit)
        }
        return runs
    }
}

/// Decodes the wire format and matches phrases as FTS5 does: an independent reading of the format.
struct TermStream {
    let terms: [String]

    init(_ bytes: [UInt8]) {
        precondition(bytes.first ?? 1 == 1)
        terms = bytes.split(separator: 1).map { String(decoding: $0, as: UTF8.self) }
    }

    func holds(_ query: IndexQuery) -> Bool {
        let wanted = TermStream(query.phrase).terms
        guard wanted.count <= terms.count else { return false }
        return (0...(terms.count - wanted.count)).contains { start in
            wanted.indices.allSatisfy { offset in
                let isPrefix = query.endsWithPrefix && offset == wanted.count - 1
                let term = terms[start + offset]
                return isPrefix ? term.hasPrefix(wanted[offset]) : term == wanted[offset]
            }
        }
    }
}
