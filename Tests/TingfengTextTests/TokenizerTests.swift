import Testing
import TingfengText

@Suite struct TokenizerTests {
    let normalizer: Normalizer

    init() throws {
        normalizer = try TextFixtures.normalizer()
    }

    private func tokens(_ text: String, words: UserWords = UserWords()) -> String {
        var workspace = Tokenizer.Workspace()
        let view = normalizer.normalize(text)
        return Tokenizer(words: words).tokenize(view, workspace: &workspace)
            .map { String(decoding: view.units[$0.range], as: UTF16.self) }
            .joined(separator: "|")
    }

    @Test(arguments: [
        ("南京市长江大桥", "南京市|长江|大|桥"),
        ("12345热线，请处理。", "12345|热线|,|请|处理|。"),
        ("iPhone6手机", "iphone6|手机"),
    ]) func `ICU cuts Chinese text`(text: String, expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test(arguments: [
        ("A市A3区噪音", "a市|a3区|噪音"),
        ("Ｋ８縣L12市", "k8县|l12市"),
        ("西地省A市", "西地省|a市"),
        ("西地省会", "西|地|省会"),
        ("A市区道路", "a|市区|道路"),
        ("KTV区域", "ktv|区域"),
    ]) func `place codes are one token`(text: String, expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test(arguments: [
        ("见http://www.a.gov.cn/x?y=1。", "见|http://www.a.gov.cn/x?y=1|。"),
        ("www.a.cn/b,谢谢", "www.a.cn/b|,|谢谢"),
        ("发到abc.d_1@163.com吧", "发|到|abc.d_1@163.com|吧"),
        ("a1@b。", "a1@b|。"),
    ]) func `addresses of the net are one token`(text: String, expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test func `the longest user word from the left is one token`() {
        let words = UserWords(
            [("长江大桥", .hard), ("长江", .hard), ("市长江大", .hard)],
            normalizer: normalizer
        )
        #expect(tokens("南京市长江大桥", words: words) == "南京|市长江大|桥")
        #expect(tokens("长江大桥", words: words) == "长江大桥")
    }

    @Test func `hard words come before soft ones`() {
        let words = UserWords([("长江大桥", .soft), ("长江", .hard)], normalizer: normalizer)
        #expect(tokens("长江大桥", words: words) == "长江|大|桥")
    }

    @Test func `user words are folded like the text`() {
        let words = UserWords([("ＬＥＤ燈箱", .hard)], normalizer: normalizer)
        #expect(tokens("led灯箱太亮", words: words) == "led灯箱|太|亮")
    }

    @Test func `a user word never cuts a run of letters and digits`() {
        let words = UserWords([("ed", .hard), ("12", .hard), ("3栋", .hard)])
        #expect(tokens("led123栋", words: words) == "led123|栋")
    }

    @Test func `a denied word is never one token`() {
        let words = UserWords([("路灯", .deny), ("a3区", .deny), ("长江大桥", .soft), ("长江", .deny)])
        #expect(tokens("A3区路灯", words: words) == "a3|区|路|灯")
        #expect(tokens("长江大桥长江", words: words) == "长江大桥|长|江")
    }

    @Test func `each token names what decided it`() {
        var workspace = Tokenizer.Workspace()
        let words = UserWords([("噪音扰民", .soft), ("路灯", .deny)])
        let text = Normalizer.raw("A3区噪音扰民路灯www.a.cn坏了")
        let sources = Tokenizer(words: words).explain(text, workspace: &workspace).map(\.source)
        #expect(sources == [.place, .userWord, .denied, .denied, .netAddress, .icu, .icu])
    }

    @Test(arguments: [
        ("路灯", TokenKind.word), ("2019", .number), ("3.5", .number), ("abc", .latin),
        ("a3区", .word), ("。", .punctuation), ("+", .punctuation), (" ", .space), ("😀", .other),
        ("カメラ", .word), ("www.a.cn", .latin),
    ]) func `a token has a kind`(text: String, kind: TokenKind) {
        var workspace = Tokenizer.Workspace()
        let tokens = Tokenizer().tokenize(Normalizer.raw(text), workspace: &workspace)
        #expect(tokens.map(\.kind) == [kind])
    }

    @Test func `tokens cover any text without gap`() {
        var workspace = Tokenizer.Workspace()
        let words = UserWords([("路灯不亮", .hard), ("不亮", .deny), ("灯", .soft), ("𠮷噪音", .hard)])
        let tokenizer = Tokenizer(words: words)
        for text in RandomText.samples(2_000, seed: 4) {
            for view in [normalizer.normalize(text), Normalizer.raw(text)] {
                let tokens = tokenizer.tokenize(view, workspace: &workspace)
                var end: Int32 = 0
                for token in tokens {
                    #expect(token.range.lowerBound == end && !token.range.isEmpty)
                    end = token.range.upperBound
                }
                #expect(end == Int32(view.units.count))
            }
        }
    }

    @Test func `the stored bytes of a token normalize to the token again`() {
        var workspace = Tokenizer.Workspace()
        for text in RandomText.samples(1_000, seed: 5) where !text.contains("&") {
            let view = normalizer.normalize(text)
            let bytes = Array(text.utf8)
            for token in Tokenizer().tokenize(view, workspace: &workspace) where token.kind == .word
            {
                let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
                let stored = String(decoding: bytes[view.byteRange(of: range)], as: UTF8.self)
                #expect(normalizer.normalize(stored).units == Array(view.units[range]))
            }
        }
    }

    @Test func `a used workspace gives the same tokens as a new one`() {
        var used = Tokenizer.Workspace()
        for text in RandomText.samples(300, seed: 6) {
            let view = normalizer.normalize(text)
            var new = Tokenizer.Workspace()
            let tokens = Tokenizer().tokenize(view, workspace: &used)
            #expect(tokens == Tokenizer().tokenize(view, workspace: &new))
        }
    }

    @Test func `an empty text has no tokens`() {
        var workspace = Tokenizer.Workspace()
        #expect(Tokenizer().tokenize(NormalizedText(), workspace: &workspace).isEmpty)
    }

    @Test(arguments: ["路灯", "a", "a.", "1,", "@a", "www."])
    func `a line of a megabyte without a break takes linear time`(piece: String) {
        var workspace = Tokenizer.Workspace()
        let view = Normalizer.raw(String(repeating: piece, count: 300_000 / piece.utf8.count))
        let clock = ContinuousClock()
        let time = clock.measure { _ = Tokenizer().tokenize(view, workspace: &workspace) }
        #expect(time < .seconds(20))
    }
}
