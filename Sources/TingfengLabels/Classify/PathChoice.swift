/// Chooses full paths by the number of levels at which they can be expected to be right: the
/// probabilities of the categories on a path add up.
struct PathChoice {
    /// What each node adds, with all that is above it; kept from message to message.
    private var gains: [Float] = []
    private var covered: [Bool] = []

    /// Returns `count` leaves: the one with the greatest expected number of right levels, then
    /// whatever adds most to the number of levels at which one of them is right (a category that is
    /// already named adds nothing), the rest by falling probability.
    mutating func top(_ count: Int, of tree: CategoryTree, _ probabilities: [Float]) -> [Int] {
        covered = [Bool](repeating: false, count: tree.nodes.count)
        var chosen: [Int] = []
        while chosen.count < count, let leaf = next(tree, probabilities) {
            chosen.append(leaf)
            for node in tree.way(to: leaf) { covered[node] = true }
        }
        guard chosen.count > 2 else { return chosen }
        let rest = chosen[1...].sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
        return [chosen[0]] + rest
    }

    /// Equal leaves are settled by their place in the tree.
    private mutating func next(_ tree: CategoryTree, _ probabilities: [Float]) -> Int? {
        if gains.count != covered.count { gains = [Float](repeating: 0, count: covered.count) }
        var best: Int?
        var bestGain = -Float.infinity
        let covered = covered
        gains.withUnsafeMutableBufferPointer { gains in
            probabilities.withUnsafeBufferPointer { probabilities in
                for (parent, family) in tree.families.enumerated() {
                    for child in family {
                        let node = Int(child)
                        let gain = gains[parent] + (covered[node] ? 0 : probabilities[node])
                        gains[node] = gain
                        if gain > bestGain, tree.families[node].isEmpty, !covered[node] {
                            best = node
                            bestGain = gain
                        }
                    }
                }
            }
        }
        return best
    }
}
