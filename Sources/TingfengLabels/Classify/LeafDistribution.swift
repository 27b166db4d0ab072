import CFactors

/// The probability of every category of a tree for one message: a softmax over the leaves, whose
/// logit is the sum of the scores on their path; a category has the sum of its leaves.
struct LeafDistribution {
    /// Logits further below the best one than this share the typical score: e^-9 is 0.0001.
    private static let margin: Float = 9

    /// Per node, root first.
    private(set) var probabilities: [Float] = []
    private var logits: [Float] = []

    /// Replaces the content; `score` writes the scores of neighbouring nodes and is asked for those of
    /// likely ones only.
    mutating func fill(
        _ tree: CategoryTree,
        _ settings: borrowing ClassifierSettings,
        score: (_ nodes: Range<Int>, _ scores: UnsafeMutablePointer<Float>) -> Void
    ) {
        reset(tree.nodes.count)
        tree.families.withUnsafeBufferPointer { families in
            logits.withUnsafeMutableBufferPointer { logits in
                var nodes = 0..<tree.end(ofLevel: 0)
                for level in 0..<ClassifierSettings.levelCount {
                    // Nodes stand level by level.
                    let below = nodes.upperBound..<tree.end(ofLevel: level + 1)
                    if below.isEmpty { break }
                    Self.descend(nodes, below, level, families, settings, logits, score)
                    nodes = below
                }
            }
            addUp(families)
        }
    }

    /// Fills in the logits of the level below.
    @inline(__always)
    private static func descend(
        _ nodes: Range<Int>,
        _ below: Range<Int>,
        _ level: Int,
        _ families: UnsafeBufferPointer<Range<Int32>>,
        _ settings: borrowing ClassifierSettings,
        _ logits: UnsafeMutableBufferPointer<Float>,
        _ score: (_ nodes: Range<Int>, _ scores: UnsafeMutablePointer<Float>) -> Void
    ) {
        guard let start = logits.baseAddress else { return }
        let steepness = settings.steepness[level]
        var least = -Float.infinity
        if level < 2 {
            score(below, start + below.lowerBound)
        } else {
            for node in nodes { least = max(least, logits[node]) }
            least -= margin
        }
        for node in nodes {
            let children = Int(families[node].lowerBound)..<Int(families[node].upperBound)
            if children.isEmpty { continue }
            let own = logits[node]
            if own < least {
                for child in children { logits[child] = own + steepness * settings.typicalScore }
                continue
            }
            if level >= 2 { score(children, start + children.lowerBound) }
            for child in children { logits[child] = own + steepness * logits[child] }
        }
    }

    private mutating func reset(_ count: Int) {
        guard logits.count != count else { return }
        logits = [Float](repeating: 0, count: count)
        probabilities = logits
    }

    /// Children stand behind their parents, so one pass from the end adds all of them up.
    private mutating func addUp(_ families: UnsafeBufferPointer<Range<Int32>>) {
        var highest = -Float.infinity
        for node in families.indices where families[node].isEmpty {
            highest = max(highest, logits[node])
        }
        factors_exponentials(logits, Int32(logits.count), highest, &probabilities)
        probabilities.withUnsafeMutableBufferPointer { probabilities in
            for node in families.indices.reversed() where !families[node].isEmpty {
                var sum: Float = 0
                for child in families[node] { sum += probabilities[Int(child)] }
                probabilities[node] = sum
            }
            let total = probabilities[0]
            for node in probabilities.indices { probabilities[node] /= total }
        }
    }
}

extension LeafDistribution {
    /// Replaces the content by what a row of scores means, one column per node but the root.
    mutating func fill(
        _ tree: CategoryTree,
        _ settings: borrowing ClassifierSettings,
        _ scores: Matrix,
        row: Int
    ) {
        fill(tree, settings) { nodes, own in
            for (place, node) in nodes.enumerated() { own[place] = scores[row, node - 1] }
        }
    }
}
