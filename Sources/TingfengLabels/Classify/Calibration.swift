/// Turns scores into probabilities, fitted on held-out scores.
///
/// One steepness (inverse temperature) per level makes the leaves of the tree likely (Guo, Pleiss,
/// Sun, Weinberger: On Calibration of Modern Neural Networks, ICML 2017, §4.2); then one curve per
/// level maps the probability of the chosen path to how often such a choice is right; at level 1,
/// where probabilities are published and people abstain, in steps.
enum Calibration {
    /// What was fitted.
    struct Result: Sendable {
        var steepness: [Float]
        var curves: [LogisticCurve]
        /// Level 1 only, see ``StepCurve``.
        var steps = StepCurve()
        var typicalScore: Float
    }

    /// Returns the number that makes a loss least, by golden-section search on a logarithmic scale.
    static func least(
        from low: Double = 0.1,
        to high: Double = 100,
        _ loss: (Double) -> Double
    ) -> Double {
        let ratio = 0.618_033_988_749_894_8
        var low = naturalLog(low)
        var high = naturalLog(high)
        while high - low > 0.01 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if loss(exponential(left)) < loss(exponential(right)) {
                high = right
            } else {
                low = left
            }
        }
        return exponential((low + high) / 2)
    }

    /// Fits the levels one after the other, three times over, to the given rows.
    static func fit(_ scores: Matrix, rows: [Int], ways: [[Int]], tree: CategoryTree) -> Result {
        let levels = ClassifierSettings.levelCount
        var result = Result(
            steepness: [Float](repeating: 3, count: levels),
            curves: [LogisticCurve](repeating: LogisticCurve(), count: levels),
            typicalScore: typical(scores, tree)
        )
        let depth = tree.level(of: tree.nodes.count - 1)
        let rows = rows.filter { tree.nodes[ways[$0].last ?? 0].children.isEmpty }
        guard !rows.isEmpty else { return result }
        for _ in 0..<(depth == 1 ? 1 : 3) {
            for level in 0..<depth {
                let fitted = least { value in
                    var trial = result
                    trial.steepness[level] = Float(value)
                    return loss(scores, rows, ways, tree, trial)
                }
                // At the lower end the held-out scores say nothing: a category may be all copies.
                if fitted > 0.11 { result.steepness[level] = Float(fitted) }
            }
        }
        fitCurves(&result, scores, rows, ways, tree)
        return result
    }

    private static func typical(_ scores: Matrix, _ tree: CategoryTree) -> Float {
        let categories = tree.nodes.count - 1
        var sum = 0.0
        for row in 0..<scores.rowCount {
            for column in 0..<categories { sum += Double(scores[row, column]) }
        }
        return Float(sum / Double(max(1, scores.rowCount * categories)))
    }

    private static func loss(
        _ scores: Matrix,
        _ rows: [Int],
        _ ways: [[Int]],
        _ tree: CategoryTree,
        _ trial: Result
    ) -> Double {
        var leaves = LeafDistribution()
        let settings = ClassifierSettings(groupWeights: [], calibration: trial, abstainBelow: 0)
        return rows.reduce(0) { sum, row in
            leaves.fill(tree, settings, scores, row: row)
            return sum - naturalLog(max(1e-9, Double(leaves.probabilities[ways[row].last ?? 0])))
        }
    }

    private static func fitCurves(
        _ result: inout Result,
        _ scores: Matrix,
        _ rows: [Int],
        _ ways: [[Int]],
        _ tree: CategoryTree
    ) {
        var leaves = LeafDistribution()
        var choice = PathChoice()
        let settings = ClassifierSettings(groupWeights: [], calibration: result, abstainBelow: 0)
        let depth = tree.level(of: tree.nodes.count - 1)
        var cases = [[(number: Double, isRight: Bool)]](repeating: [], count: depth)
        for row in rows {
            leaves.fill(tree, settings, scores, row: row)
            let leaf = choice.top(1, of: tree, leaves.probabilities)[0]
            for (level, node) in tree.way(to: leaf).enumerated() {
                let number = LogisticCurve.logit(Double(leaves.probabilities[node]))
                cases[level].append((number, ways[row][level] == node))
            }
        }
        for level in 0..<depth { result.curves[level] = LogisticCurve.fit(cases[level]) }
        result.steps = StepCurve.fit(cases[0])
    }
}
