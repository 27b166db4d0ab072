/// Fits a single level of categories on many samples: one linear machine per category by dual
/// coordinate descent, held-out scores from folds.
struct MarginFitter: Sendable {
    let corpus: TrainingCorpus
    let targets: TrainingTargets
    let options: ClassifierTrainer.Options

    /// Returns weights and held-out scores; every category has a factor of its own.
    func fit(folds: [Int]) async -> FittedWeights {
        let rows = Array(targets.ways.indices)
        let solutions = await solve(rows)
        let count = solutions.count
        var factors = Matrix(rows: corpus.rows.featureCount, columns: (count + 3) / 4 * 4)
        var directions = Matrix(rows: count, columns: factors.columnCount)
        for (child, solution) in solutions.enumerated() {
            directions[child, child] = 1
            for (feature, weight) in solution.weights.enumerated() {
                factors[feature, child] = weight
            }
        }
        return FittedWeights(
            factors: factors,
            directions: directions,
            biases: solutions.map(\.bias),
            heldOut: await heldOut(folds)
        )
    }

    private func heldOut(_ folds: [Int]) async -> Matrix {
        var scores = Matrix(rows: targets.ways.count, columns: targets.tree.nodes.count - 1)
        for fold in Set(folds).sorted() {
            let solutions = await solve(folds.indices.filter { folds[$0] != fold })
            for row in folds.indices where folds[row] == fold {
                for (child, solution) in solutions.enumerated() {
                    scores[row, child] = corpus.rows.dot(row, solution)
                }
            }
        }
        return scores
    }

    private func solve(_ rows: [Int]) async -> [DualCoordinateDescent.Solution] {
        let subset = corpus.rows.keeping(rows)
        let children = Array(targets.tree.nodes[0].children)
        return await inChunks(of: children.count, size: 1) { range in
            let child = children[range.lowerBound]
            let positive = rows.map { targets.ways[$0].first == child }
            let boost = boost(positive.count { $0 }, of: rows.count, among: children.count)
            return DualCoordinateDescent().solve(
                subset,
                positive: positive,
                costs: positive.map { options.cost * ($0 ? boost : 1) }
            )
        }
    }

    /// Returns how much more the errors on a category's own samples count.
    private func boost(_ own: Int, of total: Int, among siblings: Int) -> Float {
        let share = Double(max(1, own)) * Double(siblings) / Double(max(1, total))
        return max(1, Float(exponential(-Double(options.balance) * naturalLog(share))))
    }
}

extension SparseRows {
    fileprivate func dot(_ row: Int, _ solution: DualCoordinateDescent.Solution) -> Float {
        (starts[row]..<starts[row + 1]).reduce(solution.bias) { sum, place in
            sum + solution.weights[Int(ids[place])] * values[place]
        }
    }
}
