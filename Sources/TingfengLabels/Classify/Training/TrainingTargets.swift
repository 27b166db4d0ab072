/// What the samples say, as one column of numbers per category and axis head: 1 yes, -1 no, in
/// between where nobody said.
struct TrainingTargets: Sendable {
    let tree: CategoryTree
    /// For each sample its nodes from level 1 down.
    let ways: [[Int]]
    let heads: [AxisModel.Head]
    let values: Matrix

    /// What a sample does not say of an axis, or of the levels below its path, is put at what is usual.
    ///
    /// A category that only a sample's second choice has counts `secondShare` of a yes.
    init(_ samples: [LabelledSample], tree: CategoryTree, secondShare: Float) {
        self.tree = tree
        ways = samples.map { tree.walk($0.path) }
        heads = Self.heads(of: samples)
        let unsaid = Self.unsaid(ways, tree)
        var values = Matrix(rows: samples.count, columns: tree.nodes.count - 1 + heads.count)
        for (row, way) in ways.enumerated() {
            for node in 1..<tree.nodes.count { values[row, node - 1] = -1 }
            for (node, share) in unsaid[way.last ?? 0] ?? [] {
                values[row, node - 1] = 2 * share - 1
            }
            for node in tree.walk(samples[row].second ?? []) {
                values[row, node - 1] = 2 * secondShare - 1
            }
            for node in way { values[row, node - 1] = 1 }
        }
        for (number, head) in heads.enumerated() {
            let column = tree.nodes.count - 1 + number
            let answers = samples.map { Self.answer($0, head) }
            let known = answers.compactMap { $0 }
            let mean = known.reduce(0, +) / Float(max(1, known.count))
            for row in samples.indices { values[row, column] = answers[row] ?? mean }
        }
        self.values = values
    }

    /// For each node at which a sample's path ends too early, the nodes below it with their shares
    /// among the samples that go on.
    private static func unsaid(
        _ ways: [[Int]],
        _ tree: CategoryTree
    ) -> [Int: [(node: Int, share: Float)]] {
        var counts = [Float](repeating: 0, count: tree.nodes.count)
        for way in ways where tree.nodes[way.last ?? 0].children.isEmpty {
            for node in way { counts[node] += 1 }
        }
        let ends = Set(ways.compactMap(\.last)).filter { !tree.nodes[$0].children.isEmpty }
        return Dictionary(
            uniqueKeysWithValues: ends.map { end in
                let below = tree.nodes.indices.filter {
                    $0 != end && tree.way(to: $0).contains(end)
                }
                return (end, below.map { ($0, counts[$0] / max(1, counts[end])) })
            }
        )
    }

    /// Heads for every value that at least three samples have.
    private static func heads(of samples: [LabelledSample]) -> [AxisModel.Head] {
        func frequent(_ names: [String]) -> [String] {
            Dictionary(grouping: names) { $0 }.filter { $1.count >= 3 }.keys
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        let urgent = frequent(samples.compactMap(\.urgency))
        return frequent(samples.compactMap(\.kind)).map { AxisModel.Head(axis: .kind, name: $0) }
            + AxisModel.urgencies.filter(urgent.contains)
            .map { AxisModel.Head(axis: .urgency, name: $0) }
            + frequent(samples.flatMap { $0.aspects ?? [] })
            .map { AxisModel.Head(axis: .aspect, name: $0) }
    }

    /// Returns 1 or -1, `nil` where nobody said.
    ///
    /// 特急 is 紧急 as well.
    static func answer(_ sample: LabelledSample, _ head: AxisModel.Head) -> Float? {
        switch head.axis {
        case .kind: sample.kind.map { $0 == head.name ? 1 : -1 }
        case .urgency:
            sample.urgency.map { urgency in
                let rank = AxisModel.urgencies.firstIndex(of: urgency) ?? -1
                return rank >= AxisModel.urgencies.firstIndex(of: head.name) ?? 0 ? 1 : -1
            }
        case .aspect: sample.aspects.map { $0.contains(head.name) ? 1 : -1 }
        }
    }
}
