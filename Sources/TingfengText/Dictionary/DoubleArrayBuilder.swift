/// Places the states of a ``DoubleArrayTrie``.
struct DoubleArrayBuilder {
    /// A state to place: the words `words[range]` share their first `depth` units.
    private struct Pending {
        var state: Int32
        var range: Range<Int>
        var depth: Int
    }

    private let words: [(units: [UInt16], value: UInt16)]
    private(set) var codes: [UInt16] = []
    private(set) var cells = [DoubleArrayTrie.Cell()]
    /// For a free cell itself, for another one a cell nearer to the next free one.
    private var nextFree: [Int32] = [1]
    /// No cell before this one is worth trying for a state with several children.
    private var firstCandidate = 1
    /// So many failures show that a region is full.
    private static let patience = 16

    init(_ unsorted: [(units: [UInt16], value: UInt16)]) {
        // The first four units decide nearly always, and comparing one integer is fast.
        let heads = unsorted.map { Self.head(of: $0.units) }
        let order = unsorted.indices.sorted { left, right in
            if heads[left] != heads[right] { return heads[left] < heads[right] }
            let first = unsorted[left].units.dropFirst(4)
            let second = unsorted[right].units.dropFirst(4)
            return first.elementsEqual(second)
                ? left < right : first.lexicographicallyPrecedes(second)
        }
        words = order.map { unsorted[$0] }
    }

    /// The first four units as one number, in the order of the words.
    private static func head(of units: [UInt16]) -> UInt64 {
        (0..<4).reduce(0) { $0 << 16 | UInt64($1 < units.count ? units[$1] : 0) }
    }

    mutating func build() {
        guard !words.isEmpty else { return }
        assignCodes()
        cells[0].check = 0
        var pending = [Pending(state: DoubleArrayTrie.root, range: words.indices, depth: 0)]
        while let next = pending.popLast() { place(next, pending: &pending) }
    }

    /// Frequent units get small codes, which keeps the array dense.
    private mutating func assignCodes() {
        var counts = [Int](repeating: 0, count: 0x10000)
        for word in words {
            for unit in word.units { counts[Int(unit)] += 1 }
        }
        let used = counts.indices.filter { counts[$0] > 0 }
        let ranked = used.sorted { (counts[$1], $0) < (counts[$0], $1) }
        codes = [UInt16](repeating: 0, count: 0x10000)
        for (rank, unit) in ranked.enumerated() { codes[unit] = UInt16(rank + 1) }
    }

    private mutating func place(_ node: Pending, pending: inout [Pending]) {
        let children = self.children(of: node)
        let base = freeBase(for: children.map(\.code))
        cells[Int(node.state)].base = Int32(base)
        for child in children {
            let index = base + child.code
            occupy(index, by: node.state)
            if child.code == 0 {
                cells[index].base = Int32(words[child.range.upperBound - 1].value)
            } else {
                pending.append(
                    Pending(state: Int32(index), range: child.range, depth: node.depth + 1)
                )
            }
        }
    }

    private func children(of node: Pending) -> [(code: Int, range: Range<Int>)] {
        var children: [(code: Int, range: Range<Int>)] = []
        var start = node.range.lowerBound
        while start < node.range.upperBound {
            let code = self.code(of: start, at: node.depth)
            var end = start + 1
            while end < node.range.upperBound, self.code(of: end, at: node.depth) == code {
                end += 1
            }
            children.append((code, start..<end))
            start = end
        }
        return children
    }

    private func code(of word: Int, at depth: Int) -> Int {
        let units = words[word].units
        return depth < units.count ? Int(codes[Int(units[depth])]) : 0
    }

    /// Finds a base at which all child cells are free, and makes room for them.
    private mutating func freeBase(for children: [Int]) -> Int {
        let smallest = children.min() ?? 0
        let largest = children.max() ?? 0
        // One child fits into any hole; more children are not tried in regions that proved full.
        let isSingle = children.count == 1
        var position = freeCell(from: max(isSingle ? 1 : firstCandidate, smallest + 1))
        var attempts = 0
        while true {
            grow(to: position - smallest + largest)
            if children.allSatisfy({ cells[position - smallest + $0].check < 0 }) { break }
            attempts += 1
            position = freeCell(from: position + 1)
        }
        if attempts > Self.patience { firstCandidate = position }
        return position - smallest
    }

    private mutating func occupy(_ index: Int, by state: Int32) {
        cells[index].check = state
        nextFree[index] = Int32(index + 1)
    }

    /// The first free cell from an index on; shortens the way for the next search.
    private mutating func freeCell(from start: Int) -> Int {
        grow(to: start)
        var index = start
        while Int(nextFree[index]) != index {
            grow(to: Int(nextFree[index]))
            nextFree[index] = nextFree[Int(nextFree[index])]
            index = Int(nextFree[index])
            grow(to: index)
        }
        return index
    }

    private mutating func grow(to index: Int) {
        guard index >= cells.count else { return }
        let count = max(index + 1, cells.count * 3 / 2)
        nextFree += Int32(cells.count)..<Int32(count)
        cells += Array(repeating: DoubleArrayTrie.Cell(), count: count - cells.count)
    }
}
