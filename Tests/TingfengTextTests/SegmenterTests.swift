import Testing

@testable import TingfengText

/// What the shipped segmenter must keep to, whatever it was trained on.
@Suite struct SegmenterTests {
    let model: SegmenterModel
    let normalizer: Normalizer

    init() throws {
        model = try SegmenterModel(contentsOf: TextFixtures.path("models/segmenter.bin"))
        normalizer = try TextFixtures.normalizer()
    }

    private func tokens(_ text: String) -> String {
        var workspace = Tokenizer.Workspace()
        let view = Normalizer.raw(text)
        return Tokenizer(model: model).tokenize(view, workspace: &workspace)
            .map { String(decoding: view.units[$0.range], as: UTF16.self) }
            .joined(separator: "|")
    }

    private func lines(_ bytes: [UInt8], _ normalizer: Normalizer? = nil) -> [UInt8] {
        var lines = TokenLines(tokenizer: Tokenizer(model: model), normalizer: normalizer)
        return bytes.withUnsafeBufferPointer { lines.cut($0) }
    }

    @Test func `our own hotline sentences are cut as well as when they were frozen`() throws {
        let path = TextFixtures.path("Tests/TingfengTextTests/Fixtures/hotline_floor.seg")
        let gold = try SegmentedText(contentsOf: path)
        let score = SegmentationScore(of: Tokenizer(model: model), on: gold)
        #expect(gold.sentences.count >= 200)
        #expect(score.f1 >= 0.935)
    }

    @Test(arguments: [
        ("2019年路灯", [0, 5, 7]), ("ABC公司", [0, 3, 5]), ("公司１２３４５号", nil),
    ]) func `a run of digits or letters is never cut`(text: String, cuts: [Int]?) {
        let pieces = tokens(text).split(separator: "|")
        for run in ["2019", "ABC", "１２３４５"] where text.contains(run) {
            #expect(pieces.contains { $0.contains(run) })
        }
        if let cuts {
            var ends = [0]
            for piece in pieces { ends.append(ends[ends.count - 1] + piece.utf16.count) }
            #expect(ends == cuts)
        }
    }

    @Test func `full width, capitals and traditional characters change no cut`() {
        let plain = tokens("我们小区3栋的噪音很大abc").split(separator: "|").map(\.count)
        #expect(tokens("我們小區３棟的噪音很大ＡＢＣ").split(separator: "|").map(\.count) == plain)
    }

    @Test func `each token names what decided it`() {
        var workspace = Tokenizer.Workspace()
        let text = Normalizer.raw("A3区路灯坏了😀😀www.a.cn")
        let sources = Tokenizer(model: model).explain(text, workspace: &workspace).map(\.source)
        #expect(sources == [.place, .lexicon, .model, .model, .icu, .icu, .netAddress])
    }

    @Test func `the model prefers every cut it made to none`() {
        var workspace = Tokenizer.Workspace()
        let tokenizer = Tokenizer(model: model)
        for text in ["我们小区3栋的噪音很大", "公积金怎么提取？"] + RandomText.samples(300, seed: 16) {
            let explained = tokenizer.explain(Normalizer.raw(text), workspace: &workspace)
            // A fixed span also cuts what stands before it.
            let isFree = explained.allSatisfy { [.model, .lexicon, .icu].contains($0.source) }
            for token in explained where isFree { #expect((token.margin ?? 0) >= 0) }
        }
    }

    @Test func `a margin is told for cuts that the model could have left out`() {
        var workspace = Tokenizer.Workspace()
        let text = Normalizer.raw("路灯坏了 请修")
        let margins = Tokenizer(model: model).explain(text, workspace: &workspace).map {
            $0.margin != nil
        }
        // The last word before a blank and the last of the text end there anyway.
        #expect(margins == [true, true, false, false, true, false])
    }

    @Test func `blanks and emoji stand alone`() {
        #expect(tokens("路灯 不亮").contains("| |"))
        #expect(tokens("路灯👨‍👩‍👧坏了").contains("|👨‍👩‍👧|"))
    }

    @Test func `tokens cover any text without gap`() {
        var workspace = Tokenizer.Workspace()
        let tokenizer = Tokenizer(model: model)
        for text in RandomText.samples(2_000, seed: 11) {
            for view in [normalizer.normalize(text), Normalizer.raw(text)] {
                var end: Int32 = 0
                for token in tokenizer.tokenize(view, workspace: &workspace) {
                    #expect(token.range.lowerBound == end && !token.range.isEmpty)
                    end = token.range.upperBound
                }
                #expect(end == Int32(view.units.count))
            }
        }
    }

    @Test func `lines of random bytes come back with blanks between tokens`() {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...120, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let input = bytes.filter { $0 != 0x0D }
            let blanks: Set<UInt8> = [0x09, 0x0A, 0x0B, 0x0C, 0x20]
            // Characters that are blanks beyond ASCII are left out too: none is among random bytes
            // unless their lead bytes are, so those are taken away.
            let plain = input.filter { ![0xC2, 0xE1, 0xE2, 0xE3].contains($0) }
            #expect(
                lines(plain).filter { !blanks.contains($0) && $0 >= 0x20 }
                    == plain.filter { !blanks.contains($0) && $0 >= 0x20 }
            )
        }
    }

    @Test func `chunks of whole lines give the same as all at once`() {
        let texts = RandomText.samples(400, seed: 13).map { text in
            text.filter { !$0.isNewline }
        }
        let whole = lines(Array(texts.map { $0 + "\n" }.joined().utf8))
        let chunked = texts.flatMap { lines(Array(($0 + "\n").utf8)) }
        #expect(whole == chunked)
        #expect(whole.count { $0 == 0x0A } == texts.count)
    }

    @Test func `several threads give the same as one`() async {
        let texts = RandomText.samples(200, seed: 14)
        let tokenizer = Tokenizer(model: model)
        let alone = Self.tokens(of: texts, tokenizer)
        let together = await withTaskGroup(of: [[Token]].self) { group in
            for _ in 0..<4 { group.addTask { Self.tokens(of: texts, tokenizer) } }
            return await group.reduce(into: [[[Token]]]()) { $0.append($1) }
        }
        for result in together { #expect(result == alone) }
    }

    private static func tokens(of texts: [String], _ tokenizer: Tokenizer) -> [[Token]] {
        var workspace = Tokenizer.Workspace()
        return texts.map { tokenizer.tokenize(Normalizer.raw($0), workspace: &workspace) }
    }

    @Test func `lines and views are cut alike`() {
        var workspace = Tokenizer.Workspace()
        let tokenizer = Tokenizer(model: model)
        for text in RandomText.samples(500, seed: 15) {
            let line = text.filter { !$0.isNewline }
            let view = normalizer.normalize(line)
            let words = tokenizer.tokenize(view, workspace: &workspace)
                .filter { $0.kind != .space }
                .map { String(decoding: view.units[$0.range], as: UTF16.self) }
            let expected = words.joined(separator: " ") + "\n"
            #expect(lines(Array((line + "\n").utf8), normalizer) == Array(expected.utf8))
        }
    }

    @Test(arguments: ["路灯", "a", "1", "……", "😀", "路 ", "的"])
    func `a line of a megabyte without a break takes linear time`(piece: String) {
        func seconds(_ bytes: Int) -> Duration {
            let line = Array(String(repeating: piece, count: bytes / piece.utf8.count).utf8)
            return ContinuousClock().measure { _ = lines(line) }
        }
        let short = seconds(125_000)
        // Eight times the text: quadratic work would take 64 times as long.
        #expect(seconds(1_000_000) < short * 30 + .seconds(2))
    }
}
