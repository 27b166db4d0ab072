import Testing
import TingfengText

@Suite struct UserWordConflictTests {
    private func cut(_ text: String, _ words: [(String, UserWords.Strength)]) -> String {
        let tokenizer = Tokenizer(words: UserWords(words.map { (word: $0.0, strength: $0.1) }))
        var workspace = Tokenizer.Workspace()
        let view = Normalizer.raw(text)
        return tokenizer.tokenize(view, workspace: &workspace)
            .map { String(decoding: view.units[$0.range], as: UTF16.self) }
            .joined(separator: " ")
    }

    @Test func `a hard word goes before a longer soft word to its left`() {
        #expect(cut("长江大桥头", [("长江大桥", .soft), ("大桥头", .hard)]) == "长江 大桥头")
    }

    @Test func `of hard words the leftmost counts, then the longest`() {
        #expect(cut("望城坡街道", [("望城", .hard), ("望城坡", .hard), ("坡街道", .hard)]) == "望城坡 街道")
    }

    @Test func `a denied word is never one token`() {
        #expect(cut("路灯不亮", [("路灯", .deny)]).hasPrefix("路 灯"))
    }

    @Test func `a hard word is whole however the engine cuts`() {
        #expect(cut("住丽发新城二期", [("丽发新城", .hard)]).contains("丽发新城"))
    }
}
