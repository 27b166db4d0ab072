/// The probability of every category of a tree for one message: a softmax over the leaves, whose
/// logit is the sum of the scores on their path; a category has the sum of its leaves.
struct LeafDistribution {
    /// Logits further below the best one than this share the typical score: e^-9 is 0.0001.
    private static let margin: Float = 9

    /// Per node, root first.
    private(set) var probabilities: [Float] = []
    private var logits: [Float] = []

    /// Replaces the content; `score` gives the score of a node and is asked for likely ones only.
    mutating func fill(
        _ tree: CategoryTree,
        _ settings: borrowing ClassifierSettings,
        score: (Int) -> Float
    ) {
        reset(tree.nodes.count)
        var bestOfLevel = [Float](repeating: -.infinity, count: ClassifierSettings.levelCount + 1)
        for node in tree.nodes.indices {
            let level = tree.level(of: node)
            let isLikely = level < 2 || logits[node] >= bestOfLevel[level] - Self.margin
            for child in tree.nodes[node].children {
                let own = isLikely ? score(child) : settings.typicalScore
                let logit = logits[node] + settings.steepness[level] * own
                logits[child] = logit
                bestOfLevel[level + 1] = max(bestOfLevel[level + 1], logit)
            }
        }
        addUp(tree)
    }

    private mutating func reset(_ count: Int) {
        if logits.count != count {
            logits = [Float](repeating: 0, count: count)
            probabilities = logits
        }
        for node in probabilities.indices { probabilities[node] = 0 }
    }

    /// Children stand behind their parents, so one pass from the end adds all of them up.
    private mutating func addUp(_ tree: CategoryTree) {
        var highest = -Float.infinity
        for node in tree.nodes.indices where tree.nodes[node].children.isEmpty {
            highest = max(highest, logits[node])
        }
        for node in tree.nodes.indices.reversed() {
            if tree.nodes[node].children.isEmpty {
                // Below e^-16 nothing is left that six digits would show.
                let difference = logits[node] - highest
                probabilities[node] = difference < -16 ? 0 : Float(exponential(Double(difference)))
            }
            if node > 0 { probabilities[tree.parent(of: node)] += probabilities[node] }
        }
        let total = probabilities[0]
        for node in probabilities.indices { probabilities[node] /= total }
    }
}
