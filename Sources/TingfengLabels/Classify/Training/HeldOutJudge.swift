/// Answers from held-out scores as the classifier would from its own.
struct HeldOutJudge {
    let tree: CategoryTree
    let settings: ClassifierSettings
    let axes: AxisModel

    func answer(_ scores: Matrix, row: Int) -> Classification {
        var leaves = LeafDistribution()
        var choice = PathChoice()
        leaves.fill(tree, settings, scores, row: row)
        let all = leaves.probabilities
        let chosen = choice.top(3, of: tree, all)
        var answer = Classification(
            path: names(chosen[0]),
            probabilities: probabilities(chosen[0], all),
            abstained: false,
            top: chosen.map {
                Classification.RankedPath(
                    path: names($0),
                    probability: probabilities($0, all).last ?? 0
                )
            },
            reasons: []
        )
        if !axes.heads.isEmpty {
            let first = tree.nodes.count - 1
            answer.axes = axes.findings(axes.heads.indices.map { scores[row, first + $0] })
        }
        return answer
    }

    private func names(_ leaf: Int) -> [String] {
        tree.way(to: leaf).map { tree.nodes[$0].name }
    }

    private func probabilities(_ leaf: Int, _ all: [Float]) -> [Double] {
        settings.probabilities(of: tree.way(to: leaf), all)
    }
}
