import Testing

@testable import Tingfeng
@testable import TingfengStore

@Suite struct PlaceVotesTests {
    private func votes(_ names: [(key: String, text: String)]) -> PlaceVotes {
        names.reduce(into: PlaceVotes()) { votes, name in
            votes.add([
                MessagePlace(text: name.text, bytes: 0..<1, region: "未知", key: name.key)
            ])
        }
    }

    @Test func `the commonest place is written as most write it`() {
        let names = [("桂花苑", "桂花苑"), ("桂花苑", "B3区桂花苑"), ("桂花苑", "B3区桂花苑"), ("河埠头", "河埠头")]
        #expect(votes(names).name == "B3区桂花苑")
    }

    @Test func `messages that agree on no place have none`() {
        #expect(votes([]).name == nil)
        #expect(votes([("a", "甲村"), ("b", "乙村"), ("c", "丙村")]).name == nil)
        let many = (0..<8).map { ("\($0)", "\($0)路") } + [("站", "火车站"), ("站", "火车站")]
        #expect(votes(many).name == nil)
    }

    @Test func `one or two messages have the place of one`() {
        #expect(votes([("a", "甲村")]).name == "甲村")
        #expect(votes([("a", "甲村"), ("b", "乙村西头")]).name != nil)
    }
}
