/// Lays the words of a lexicon out as pairs and cells; see ``LexiconCell``.
struct LexiconBuilder {
    /// A node to place: the words `words[range]` share their first `depth` symbols.
    private struct Pending {
        /// Where the node's value belongs: a cell, or the pair of this number.
        var place: Place
        var range: Range<Int>
        var depth: Int
    }

    private enum Place {
        case pair(Int)
        case cell(Int)
    }

    /// The words in order, each of two symbols and more.
    let words: [[UInt16]]
    private(set) var cells = [LexiconCell()]
    /// For each cell the number of the word that ends there, or -1.
    private(set) var wordOfCell: [Int32] = [-1]
    /// The first two symbols of each node at depth two, ascending, with its value and its word.
    private(set) var pairs: [(key: UInt32, base: UInt32, word: Int32)] = []
    /// For a free cell itself, for another one a cell nearer to the next free one.
    private var nextFree: [Int32] = [1]
    private var usedBases: [Bool] = [true]
    private var firstCandidate = 1
    private static let patience = 16

    /// Repeated words count once.
    init(_ words: [[UInt16]]) {
        let sorted = words.filter { $0.count >= 2 }.sorted { $0.lexicographicallyPrecedes($1) }
        var unique: [[UInt16]] = []
        unique.reserveCapacity(sorted.count)
        for word in sorted where word != unique.last { unique.append(word) }
        self.words = unique
        build()
    }

    static func key(_ first: UInt16, _ second: UInt16) -> UInt32 {
        UInt32(first) << 13 | UInt32(second)
    }

    private mutating func build() {
        var start = 0
        var pending: [Pending] = []
        while start < words.count {
            let key = Self.key(words[start][0], words[start][1])
            var end = start + 1
            while end < words.count, Self.key(words[end][0], words[end][1]) == key { end += 1 }
            pairs.append((key, 0, words[start].count == 2 ? Int32(start) : -1))
            pending.append(
                Pending(place: .pair(pairs.count - 1), range: start..<end, depth: 2)
            )
            start = end
        }
        // Nodes with many children first: they need the empty array.
        pending.sort {
            ($0.range.count, $1.range.lowerBound) > ($1.range.count, $0.range.lowerBound)
        }
        pending.reverse()
        while let next = pending.popLast() { placeChildren(of: next, &pending) }
        let room = cells.count + SegmenterSymbol.limit
        cells += Array(repeating: LexiconCell(), count: room - cells.count)
        wordOfCell += Array(repeating: -1, count: room - wordOfCell.count)
    }

    private mutating func placeChildren(of node: Pending, _ pending: inout [Pending]) {
        let children = self.children(of: node)
        guard !children.isEmpty else { return }
        let base = freeBase(for: children.map { Int($0.symbol) })
        usedBases[base] = true
        switch node.place {
        case .pair(let index): pairs[index].base = UInt32(base)
        case .cell(let index): cells[index].value = UInt32(base)
        }
        for child in children {
            let index = base + Int(child.symbol)
            cells[index].check = UInt32(base)
            nextFree[index] = Int32(index + 1)
            let first = child.range.lowerBound
            if words[first].count == node.depth + 1 { wordOfCell[index] = Int32(first) }
            pending.append(
                Pending(place: .cell(index), range: child.range, depth: node.depth + 1)
            )
        }
    }

    private func children(of node: Pending) -> [(symbol: UInt16, range: Range<Int>)] {
        var children: [(symbol: UInt16, range: Range<Int>)] = []
        var start = node.range.lowerBound
        if words[start].count == node.depth { start += 1 }
        while start < node.range.upperBound {
            let symbol = words[start][node.depth]
            var end = start + 1
            while end < node.range.upperBound, words[end][node.depth] == symbol { end += 1 }
            children.append((symbol, start..<end))
            start = end
        }
        return children
    }

    /// Finds an unused base at which all child cells are free, and makes room for them.
    private mutating func freeBase(for children: [Int]) -> Int {
        let smallest = children.min() ?? 0
        let largest = children.max() ?? 0
        let isSingle = children.count == 1
        var position = freeCell(from: max(isSingle ? 1 : firstCandidate, smallest + 1))
        var attempts = 0
        while true {
            let base = position - smallest
            grow(to: base + largest)
            if !usedBases[base], children.allSatisfy({ cells[base + $0].check == 0 }) { break }
            attempts += 1
            position = freeCell(from: position + 1)
        }
        if attempts > Self.patience, !isSingle { firstCandidate = position }
        return position - smallest
    }

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
        let added = count - cells.count
        nextFree += Int32(cells.count)..<Int32(count)
        wordOfCell += Array(repeating: -1, count: added)
        usedBases += Array(repeating: false, count: added)
        cells += Array(repeating: LexiconCell(), count: added)
    }
}
