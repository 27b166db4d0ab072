/// Fits the decisions of a category tree on chosen rows of a corpus.
struct DecisionFitter: Sendable {
    let corpus: TrainingCorpus
    let tree: CategoryTree
    /// For each row its nodes from level 1 down.
    let ways: [[Int]]
    let options: ClassifierTrainer.Options

    private let deepest: Int

    init(
        corpus: TrainingCorpus,
        tree: CategoryTree,
        ways: [[Int]],
        options: ClassifierTrainer.Options
    ) {
        self.corpus = corpus
        self.tree = tree
        self.ways = ways
        self.options = options
        deepest = ways.reduce(0) { max($0, $1.count) }
    }

    /// Returns the decisions of all nodes with two or more children, in node order.
    func fit(rows: [Int]) async -> [TrainedDecision] {
        var decisions = [await fitRoot(rows)]
        for node in tree.nodes.indices.dropFirst() where tree.nodes[node].children.count >= 2 {
            decisions.append(fitInner(node, rows))
        }
        return decisions
    }

    /// The largest decision: its classes are solved side by side.
    private func fitRoot(_ rows: [Int]) async -> TrainedDecision {
        let subset = rows.count == corpus.rows.count ? corpus.rows : corpus.rows.keeping(rows)
        let children = Array(tree.nodes[0].children)
        let solutions = await withTaskGroup(
            of: (Int, DualCoordinateDescent.Solution).self
        ) { group in
            for child in children {
                group.addTask { (child, solve(subset, rows, level: 0, child: child)) }
            }
            var found: [Int: DualCoordinateDescent.Solution] = [:]
            for await (child, solution) in group { found[child] = solution }
            return children.compactMap { found[$0] }
        }
        return TrainedDecision(node: 0, features: nil, solutions: solutions)
    }

    private func fitInner(_ node: Int, _ rows: [Int]) -> TrainedDecision {
        let level = tree.level(of: node)
        let members = rows.filter { ways[$0].count > level && ways[$0][level - 1] == node }
        let (subset, features) = corpus.rows.selecting(members)
        let solutions = tree.nodes[node].children.map { child in
            solve(subset, members, level: level, child: child)
        }
        return TrainedDecision(node: node, features: features, solutions: solutions)
    }

    private func solve(
        _ subset: SparseRows,
        _ rows: [Int],
        level: Int,
        child: Int
    ) -> DualCoordinateDescent.Solution {
        let cost = level == 0 ? options.cost : options.innerCost
        let positive = rows.map { ways[$0][level] == child }
        let boost = boost(positive.count(where: { $0 }), of: rows.count, child: child)
        return DualCoordinateDescent().solve(
            subset,
            positive: positive,
            costs: zip(rows, positive).map { row, isPositive in
                cost * (ways[row].count < deepest ? options.partialPathFactor : 1)
                    * (isPositive ? boost : 1)
            }
        )
    }

    /// Returns how much more the errors on a category's own samples count.
    private func boost(_ own: Int, of total: Int, child: Int) -> Float {
        let siblings = tree.nodes.first { $0.children.contains(child) }?.children.count ?? 1
        let share = Double(max(1, own)) * Double(siblings) / Double(max(1, total))
        return max(1, Float(exponential(-Double(options.balance) * naturalLog(share))))
    }
}

extension DecisionFitter {
    /// Returns the steepness of each level, fitted on the scores of held-out folds.
    func calibrate(folds: [Int?]) async -> [Float] {
        var cases = [[Calibration.Case]](repeating: [], count: ClassifierModel.Settings.levelCount)
        for fold in Set(folds.compactMap { $0 }).sorted() {
            let decisions = await fit(rows: folds.indices.filter { folds[$0] != fold })
            for decision in decisions {
                let level = decision.node == 0 ? 0 : tree.level(of: decision.node)
                for row in folds.indices where folds[row] == fold {
                    guard let item = heldOut(row, decision, level: level) else { continue }
                    cases[min(level, cases.count - 1)].append(item)
                }
            }
        }
        return cases.map { Float(Calibration.fit($0)) }
    }

    private func heldOut(_ row: Int, _ decision: TrainedDecision, level: Int) -> Calibration.Case? {
        let way = ways[row]
        guard way.count > level, level == 0 || way[level - 1] == decision.node else { return nil }
        guard level > 0 || way.count == deepest || options.partialPathFactor == 1 else {
            return nil
        }
        let scores = decision.scores(of: corpus.rows, row: row)
        let truth = way[level] - tree.nodes[decision.node].children.lowerBound
        return Calibration.Case(scores: scores, truth: truth)
    }
}

extension TrainedDecision {
    /// Returns the scores of a row before quantisation.
    func scores(of rows: SparseRows, row: Int) -> [Float] {
        let range = rows.starts[row]..<rows.starts[row + 1]
        return solutions.map { solution in
            var sum = solution.bias
            for place in range {
                let id = rows.ids[place]
                guard let features else {
                    sum += solution.weights[Int(id)] * rows.values[place]
                    continue
                }
                if let local = features.binarySearch(id) {
                    sum += solution.weights[local] * rows.values[place]
                }
            }
            return sum
        }
    }
}

extension [Int32] {
    /// Returns the place of a value in an ascending array.
    fileprivate func binarySearch(_ value: Int32) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == value ? low : nil
    }
}
