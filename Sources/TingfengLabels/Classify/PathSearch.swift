/// Walks the category tree for one message and remembers the decisions it made.
struct PathSearch {
    /// A way down the tree; `probabilities[k]` is that of being right down to level k + 1.
    struct Way {
        var nodes: [Int] = []
        var probabilities: [Double] = []

        var probability: Double { probabilities.last ?? 1 }
        var end: Int { nodes.last ?? 0 }
    }

    let model: ClassifierModel
    private var known: [Int: [Double]] = [:]

    init(model: ClassifierModel) { self.model = model }

    /// Follows the most probable child from the root to a leaf.
    mutating func descend(_ workspace: inout CategoryClassifier.Workspace) -> Way {
        var way = Way()
        while let next = extensions(of: way, &workspace).max(by: Self.isWorse) { way = next }
        return way
    }

    /// Returns the `count` most probable full paths behind `first`, best-first search.
    mutating func top(
        _ count: Int,
        first: Way,
        _ workspace: inout CategoryClassifier.Workspace
    ) -> [Classification.RankedPath] {
        var found = [first]
        var open = [Way()]
        while found.count < count,
            let place = open.indices.max(by: { Self.isWorse(open[$0], open[$1]) })
        {
            let way = open.remove(at: place)
            let next = extensions(of: way, &workspace)
            if !next.isEmpty {
                open += next
            } else if way.nodes != first.nodes {
                found.append(way)
            }
        }
        return found.map { way in
            Classification.RankedPath(
                path: way.nodes.map { model.tree.nodes[$0].name },
                probability: way.probability
            )
        }
    }

    /// Order by probability, then by place in the tree, so that ties are settled.
    private static func isWorse(_ left: Way, _ right: Way) -> Bool {
        (left.probability, right.end) < (right.probability, left.end)
    }

    private mutating func extensions(
        of way: Way,
        _ workspace: inout CategoryClassifier.Workspace
    ) -> [Way] {
        let children = model.tree.nodes[way.end].children
        guard !children.isEmpty else { return [] }
        let shares = childProbabilities(of: way.end, level: way.nodes.count, &workspace)
        return zip(children, shares).map { child, share in
            Way(
                nodes: way.nodes + [child],
                probabilities: way.probabilities + [way.probability * share]
            )
        }
    }

    private mutating func childProbabilities(
        of node: Int,
        level: Int,
        _ workspace: inout CategoryClassifier.Workspace
    ) -> [Double] {
        if let shares = known[node] { return shares }
        guard let decision = model.decision(at: node) else { return [1] }
        let scores = decision.scores(of: workspace.vector, sums: &workspace.sums)
        let shares = Calibration.softmax(
            scores,
            steepness: Double(model.settings.steepness[min(level, 3)])
        )
        known[node] = shares
        return shares
    }
}
