import Testing

@testable import TingfengLabels

@Suite struct PathChoiceTests {
    private let tree = CategoryTree(paths: [["甲", "一"], ["甲", "二"], ["乙", "三"], ["丙", "四"]])

    private func names(_ leaves: [Int]) -> [String] {
        leaves.map { tree.nodes[$0].name }
    }

    /// Probabilities by name, in the tree's order of nodes.
    private func probabilities(_ shares: [String: Float]) -> [Float] {
        tree.nodes.map { shares[$0.name, default: 1] }
    }

    @Test func `a likely parent outweighs a slightly likelier leaf elsewhere`() {
        let shares = probabilities([
            "甲": 0.6, "一": 0.32, "二": 0.28, "乙": 0.35, "三": 0.35, "丙": 0.05, "四": 0.05,
        ])
        var choice = PathChoice()
        #expect(names(choice.top(1, of: tree, shares)) == ["一"])
    }

    @Test func `further paths add categories that are not named yet`() {
        let shares = probabilities([
            "甲": 0.6, "一": 0.32, "二": 0.28, "乙": 0.25, "三": 0.25, "丙": 0.15, "四": 0.15,
        ])
        var choice = PathChoice()
        #expect(names(choice.top(2, of: tree, shares)) == ["一", "三"])
        #expect(names(choice.top(4, of: tree, shares)).count == 4)
    }
}
