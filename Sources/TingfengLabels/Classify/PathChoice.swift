/// Chooses full paths by the number of levels at which they can be expected to be right: the
/// probabilities of the categories on a path add up.
struct PathChoice {
    /// Nodes on the paths chosen so far; none between calls.
    private var covered: [Bool] = []

    /// A leaf and what choosing it adds.
    private typealias Best = (leaf: Int?, gain: Float)

    /// Returns `count` leaves: the one with the greatest expected number of right levels, then
    /// whatever adds most to the number of levels at which one of them is right (a category that is
    /// already named adds nothing), the rest by falling probability.
    mutating func top(_ count: Int, of tree: CategoryTree, _ probabilities: [Float]) -> [Int] {
        if covered.count != tree.nodes.count {
            covered = [Bool](repeating: false, count: tree.nodes.count)
        }
        var chosen: [Int] = []
        while chosen.count < count, let leaf = next(tree, probabilities) {
            chosen.append(leaf)
            mark(leaf, tree, true)
        }
        for leaf in chosen { mark(leaf, tree, false) }
        guard chosen.count > 2 else { return chosen }
        let rest = chosen[1...].sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
        return [chosen[0]] + rest
    }

    private mutating func mark(_ leaf: Int, _ tree: CategoryTree, _ isCovered: Bool) {
        var node = leaf
        while node != 0 {
            covered[node] = isCovered
            node = tree.parent(of: node)
        }
    }

    /// Equal leaves of one level are settled by their place in the tree.
    private func next(_ tree: CategoryTree, _ probabilities: [Float]) -> Int? {
        var best: Best = (nil, -.infinity)
        tree.families.withUnsafeBufferPointer { families in
            probabilities.withUnsafeBufferPointer { probabilities in
                search(0, 0, ClassifierSettings.levelCount, families, probabilities, &best)
            }
        }
        return best.leaf
    }

    /// Looks below a node for a leaf that adds more than the best so far.
    ///
    /// `gain` is what the path down to the node adds, `levels` how many may follow. Branches that cannot are
    /// left out: no category is likelier than the one above it, and rounding keeps that order.
    private func search(
        _ node: Int,
        _ gain: Float,
        _ levels: Int,
        _ families: UnsafeBufferPointer<Range<Int32>>,
        _ probabilities: UnsafeBufferPointer<Float>,
        _ best: inout Best
    ) {
        for child in families[node] {
            let child = Int(child)
            let own = probabilities[child]
            let gain = gain + (covered[child] ? 0 : own)
            if families[child].isEmpty {
                if gain > best.gain, !covered[child] { best = (child, gain) }
                continue
            }
            var highest = gain
            for _ in 1..<levels { highest += own }
            if highest > best.gain {
                search(child, gain, levels - 1, families, probabilities, &best)
            }
        }
    }
}
