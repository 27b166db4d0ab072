import Testing
import TingfengText

@Suite struct WordDiscoveryTests {
    /// Texts in which 盼盼路 stands in many surroundings and ICU breaks it.
    private static let texts = [
        "我家在盼盼路附近", "请修盼盼路口的灯", "盼盼路晚上很黑", "沿盼盼路走到头", "去盼盼路的公交",
        "这是盼盼路吗", "新修盼盼路两边", "堵在盼盼路中间", "从盼盼路到学校", "盼盼路施工扰民",
    ]

    private func discovery(callers: [String?] = [], quotable: Bool = true) throws -> WordDiscovery {
        let normalizer = try TextFixtures.normalizer()
        let tokenizer = Tokenizer()
        var workspace = Tokenizer.Workspace()
        var discovery = WordDiscovery(tables: normalizer.tables)
        for (number, text) in Self.texts.enumerated() {
            let view = normalizer.normalize(text)
            discovery.add(
                view,
                tokens: tokenizer.tokenize(view, workspace: &workspace),
                message: number,
                caller: callers.isEmpty ? nil : callers[number % callers.count],
                isQuotable: quotable
            )
        }
        return discovery
    }

    private func options() -> WordDiscoveryOptions {
        var options = WordDiscoveryOptions()
        options.minCohesion = 0.5
        options.minCutShare = 0.5
        return options
    }

    @Test func `a word that the engine breaks is found with its counts`() throws {
        let found = try discovery(callers: ["a", "b"]).candidates(options()) { _ in false }
        let word = try #require(found.first { $0.word == "盼盼路" })
        #expect(word.count == 10)
        #expect(word.messages == 10)
        #expect(word.callers == 2)
        #expect(word.example.contains("【盼盼路】"))
    }

    @Test func `a message without a caller counts as one`() throws {
        let found = try discovery().candidates(options()) { _ in false }
        #expect(found.first { $0.word == "盼盼路" }?.callers == 10)
    }

    @Test func `a known word is left out`() throws {
        let known = Array("盼盼路".utf16)
        let found = try discovery().candidates(options()) { Array($0) == known }
        #expect(!found.contains { $0.word == "盼盼路" })
    }

    @Test func `what may not be quoted is counted without example`() throws {
        let found = try discovery(quotable: false).candidates(options()) { _ in false }
        let word = try #require(found.first { $0.word == "盼盼路" })
        #expect(word.count == 10)
        #expect(word.example.isEmpty)
    }

    @Test func `no text gives no word, and two runs give the same list`() throws {
        let empty = WordDiscovery(tables: try TextFixtures.tables())
        #expect(empty.candidates { _ in false }.isEmpty)
        let first = try discovery().candidates(options()) { _ in false }
        #expect(try discovery().candidates(options()) { _ in false } == first)
    }

    @Test func `messages beyond the capacity are passed over and told`() throws {
        var discovery = WordDiscovery(tables: try TextFixtures.tables(), capacity: 10)
        for number in 0..<3 {
            discovery.add(Normalizer.raw("路灯不亮了"), tokens: [], message: number, caller: nil)
        }
        #expect(discovery.messageCount == 1)
        #expect(discovery.skippedCount == 2)
    }
}
