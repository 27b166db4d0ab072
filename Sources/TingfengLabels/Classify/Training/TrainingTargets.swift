/// What the samples say, as one column of numbers per category and axis head: 1 yes, -1 no, in
/// between where nobody said.
struct TrainingTargets: Sendable {
    let tree: CategoryTree
    /// For each sample its nodes from level 1 down.
    let ways: [[Int]]
    let heads: [AxisModel.Head]
    let values: Matrix

    /// Samples from `namedFrom` on are names of categories: they say nothing on the axes.
    init(_ samples: [LabelledSample], tree: CategoryTree) {
        self.tree = tree
        ways = samples.map { tree.walk($0.path) }
        heads = Self.heads(of: samples)
        var values = Matrix(rows: samples.count, columns: tree.nodes.count - 1 + heads.count)
        for (row, way) in ways.enumerated() {
            for node in 1..<tree.nodes.count { values[row, node - 1] = -1 }
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
