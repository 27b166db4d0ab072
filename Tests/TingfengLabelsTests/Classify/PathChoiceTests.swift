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

    @Test func `no leaf adds more than the one that is chosen`() {
        let names = ["甲", "乙", "丙", "丁", "戊"]
        let tree = CategoryTree(
            paths: names.flatMap { first in
                names.flatMap { second in
                    names.map { [first, first + second, first + second + $0] }
                }
            } + [["己"], ["庚", "庚甲"]]
        )
        var random = Congruences()
        var choice = PathChoice()
        for _ in 0..<200 {
            let shares = Self.distribution(tree, &random)
            let chosen = choice.top(1, of: tree, shares)[0]
            let gains = tree.nodes.indices.filter { tree.nodes[$0].children.isEmpty }
                .map { leaf in (leaf, tree.way(to: leaf).reduce(Float(0)) { $0 + shares[$1] }) }
            #expect(gains.first { $0.0 == chosen }?.1 == gains.map(\.1).max())
        }
    }

    /// Leaves share out a total of one at random, a few of them most of it.
    private static func distribution(
        _ tree: CategoryTree,
        _ random: inout Congruences
    ) -> [Float] {
        var shares = tree.nodes.map { _ in Float.random(in: 0...1, using: &random) }
        shares = shares.map { $0 * $0 * $0 * $0 }
        for node in tree.nodes.indices.reversed() where !tree.nodes[node].children.isEmpty {
            shares[node] = tree.nodes[node].children.reduce(0) { $0 + shares[$1] }
        }
        let total = shares[0]
        return shares.map { $0 / total }
    }
}

/// The same numbers in every run.
private struct Congruences: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
