/// Fits a ``PlaceForest`` by gradient boosting on the logistic loss.
///
/// After Friedman (2001), with second-order steps and histograms as in XGBoost and LightGBM; every
/// draw is a hash of its place, so that the same rows give the same trees.
struct PlaceForestFitter {
    private static let treeCount = 240
    private static let rate: Float = 0.05
    private static let binLimit = 32
    /// Held back from the steps of small leaves.
    private static let ridge: Float = 6
    private static let leastWeight: Float = 3
    /// Of ten numbers, how many a tree may ask about; of ten rows, how many it sees.
    private static let featureTenths: UInt64 = 4
    private static let rowTenths: UInt64 = 8

    /// Cuts of each number, ascending.
    private let cuts: [[Float]]
    /// In which bin each row is, one number after the other.
    private let bins: [UInt8]
    private let rowCount: Int

    init(_ rows: [[Float]]) {
        rowCount = rows.count
        cuts = (0..<PlaceEvidence.featureCount).map { number in
            Self.cuts(of: rows.map { $0[number] })
        }
        var bins: [UInt8] = []
        bins.reserveCapacity(rows.count * cuts.count)
        for (number, cuts) in cuts.enumerated() {
            for row in rows { bins.append(UInt8(cuts.count { $0 < row[number] })) }
        }
        self.bins = bins
    }

    /// Fits the rows of `kept`.
    func fit(_ labels: [Bool], kept: [Int]) -> PlaceForest {
        var forest = PlaceForest()
        var scores = [Float](repeating: 0, count: rowCount)
        for tree in 0..<Self.treeCount {
            let sample = kept.filter { Self.draw(tree, $0 + 1_000) < Self.rowTenths }
            let gradients = sample.map { row in
                let probability = PlaceJudge.probability(ofLogOdds: scores[row])
                return SIMD2((labels[row] ? 1 : 0) - probability, probability * (1 - probability))
            }
            append(tree, sample, gradients, to: &forest)
            let first = tree * PlaceForest.leafCount
            for row in kept { scores[row] += forest.leaves[first + leaf(of: tree, row, forest)] }
        }
        return forest
    }

    private static func cuts(of values: [Float]) -> [Float] {
        let sorted = values.sorted()
        guard let last = sorted.last else { return [] }
        var cuts: [Float] = []
        for step in 1..<binLimit {
            let value = sorted[sorted.count * step / binLimit]
            if value < last, cuts.last.map({ $0 < value }) ?? true { cuts.append(value) }
        }
        return cuts
    }

    private static func draw(_ first: Int, _ second: Int) -> UInt64 {
        FeatureKeys.mix(UInt64(first) << 32 | UInt64(second)) % 10
    }

    private func leaf(of tree: Int, _ row: Int, _ forest: PlaceForest) -> Int {
        let first = tree * PlaceForest.questionCount
        var node = 0
        for _ in 0..<PlaceForest.depth {
            node = 2 * node + (goesRight(row, first + node, forest) ? 2 : 1)
        }
        return node - PlaceForest.questionCount
    }

    private func goesRight(_ row: Int, _ question: Int, _ forest: PlaceForest) -> Bool {
        let number = Int(forest.features[question])
        let bin = Int(bins[number * rowCount + row])
        return bin > 0 && cuts[number][bin - 1] >= forest.cuts[question]
    }

    private func append(
        _ tree: Int,
        _ sample: [Int],
        _ gradients: [SIMD2<Float>],
        to forest: inout PlaceForest
    ) {
        let numbers = cuts.indices.filter { Self.draw(tree, $0) < Self.featureTenths }
        var nodes = [Int](repeating: 0, count: sample.count)
        var start = 0
        for level in 0..<PlaceForest.depth {
            let first = tree * PlaceForest.questionCount
            for best in splits(level, numbers, sample, nodes, gradients) {
                forest.features.append(UInt8(best.number))
                forest.cuts.append(best.cut)
            }
            for index in sample.indices {
                let node = start + nodes[index]
                let right = goesRight(sample[index], first + node, forest)
                nodes[index] = 2 * nodes[index] + (right ? 1 : 0)
            }
            start += 1 << level
        }
        var sums = [SIMD2<Float>](repeating: .zero, count: PlaceForest.leafCount)
        for index in sample.indices { sums[nodes[index]] += gradients[index] }
        forest.leaves += sums.map { Self.rate * $0.x / ($0.y + Self.ridge) }
    }

    private struct Split {
        var gain: Float = 1e-3
        var number = 0
        var cut = Float.greatestFiniteMagnitude
    }

    /// The best question for each node of a level; one that sends all left if none helps.
    private func splits(
        _ level: Int,
        _ numbers: [Int],
        _ sample: [Int],
        _ nodes: [Int],
        _ gradients: [SIMD2<Float>]
    ) -> [Split] {
        var best = [Split](repeating: Split(), count: 1 << level)
        for number in numbers where !cuts[number].isEmpty {
            let width = cuts[number].count + 1
            var sums = [SIMD2<Float>](repeating: .zero, count: width << level)
            for index in sample.indices {
                let bin = Int(bins[number * rowCount + sample[index]])
                sums[nodes[index] * width + bin] += gradients[index]
            }
            for node in best.indices {
                improve(&best[node], number, sums[node * width..<(node + 1) * width])
            }
        }
        return best
    }

    private func improve(_ best: inout Split, _ number: Int, _ sums: ArraySlice<SIMD2<Float>>) {
        let all = sums.reduce(.zero, +)
        var left = SIMD2<Float>.zero
        for (cut, sum) in zip(cuts[number], sums) {
            left += sum
            let right = all - left
            guard left.y >= Self.leastWeight, right.y >= Self.leastWeight else { continue }
            let gain = Self.worth(left) + Self.worth(right) - Self.worth(all)
            if gain > best.gain { best = Split(gain: gain, number: number, cut: cut) }
        }
    }

    private static func worth(_ sum: SIMD2<Float>) -> Float { sum.x * sum.x / (sum.y + ridge) }
}
