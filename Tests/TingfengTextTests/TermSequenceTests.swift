import Testing

@testable import TingfengText

@Suite struct TermSequenceTests {
    private func spelled(_ text: String) throws -> [(term: UInt32, text: String)] {
        let view = try TextFixtures.normalizer().normalize(text)
        var workspace = Tokenizer.Workspace()
        let tokens = Tokenizer().tokenize(view, workspace: &workspace)
        return TermSequence(stopWords: ["的", "我们"]).spelled(view, tokens)
    }

    private func sequence(_ text: String) throws -> [UInt32] {
        let view = try TextFixtures.normalizer().normalize(text)
        var workspace = Tokenizer.Workspace()
        var terms: [UInt32] = []
        let tokens = Tokenizer().tokenize(view, workspace: &workspace)
        TermSequence(stopWords: ["的", "我们"]).append(view, tokens, to: &terms)
        return terms
    }

    @Test func `words count alone, single characters and place codes do not`() throws {
        for (term, text) in try spelled("A3区路灯不亮") {
            #expect((term & 1 == 1) == (text == "路灯"), "\(text)")
            #expect(term != TermSequence.gap)
        }
    }

    @Test func `stop words, numbers, punctuation and addresses part neighbours`() throws {
        let parts = try spelled("路灯的，3，我们，https://example.com/index.html")
        for (term, text) in parts { #expect((term == TermSequence.gap) == (text != "路灯")) }
    }

    @Test func `the same word is the same term wherever it stands`() throws {
        let first = try sequence("路灯坏了")
        let second = try sequence("A3区的路灯")
        #expect(first.first == second.last)
    }

    @Test func `gaps are not repeated and a long text is cut`() throws {
        let text = try sequence(String(repeating: "路灯，。、的", count: 900))
        #expect(text.count == TermSequence.longest)
        #expect(!zip(text, text.dropFirst()).contains { $0 == 0 && $1 == 0 })
    }
}
