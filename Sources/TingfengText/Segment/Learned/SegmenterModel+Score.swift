import CPairs

/// The hot loops: scores of every position, then the best path.
///
/// `SymbolLine` guarantees what the pointers need: two readable positions before and after every
/// sequence, and symbols below `SegmenterSymbol.limit`.
extension SegmenterModel {
    /// Looks up all pairs of a text, once: keeps their places and what the lexicon knows of each.
    func findPairs(_ line: borrowing SymbolLine) {
        withUnsafePointer(to: pairs) { pairs_find($0, line.symbols, Int64(line.count), line.pairs) }
    }

    /// What the symbols and pairs of a sequence say of the style of their text: above zero if it reads
    /// like that of the second standard.
    func styleSum(_ line: borrowing SymbolLine, _ sequence: Range<Int>) -> Int {
        guard let symbolStyle, let pairStyle = pairs.styles else { return 0 }
        let symbols = line.symbols
        let found = line.pairs
        var sum = 0
        for position in (sequence.lowerBound - 2)..<sequence.upperBound {
            let pair = found[position]
            sum &+= Int(symbolStyle[Int(symbols[position])])
            sum &+= Int(pairStyle[Int(pair.place) & pair.isThere]) & pair.isThere
        }
        return sum
    }

    /// Adds up symbols and pairs of a sequence, once over it.
    ///
    /// The five lanes in flight belong to the positions from two before to two after the current
    /// one; the first of them is complete when the next symbol comes.
    func scoreSymbols(
        _ line: borrowing SymbolLine,
        _ sequence: Range<Int>,
        _ weights: StandardWeights
    ) {
        let symbols = line.symbols
        let scores = line.scores
        let found = line.pairs
        let lanes: UInt64 = 0x00FF_00FF_00FF_00FF  // The even bytes of a packed row.
        var far: UInt64 = 0
        var near: UInt64 = 0
        var here: UInt64 = 0
        var next: UInt64 = 0
        var last: UInt64 = 0
        for position in (sequence.lowerBound - 2)..<(sequence.upperBound + 2) {
            let row = weights.symbols + Int(symbols[position]) &* SegmenterRows.reach
            far &+= row[0]
            near &+= row[1]
            here &+= row[2]
            next &+= row[3]
            last &+= row[4]
            // A pair that is not there adds zeros: cheaper than a branch that nobody can predict.
            let pair = found[position]
            let mask = UInt64(bitPattern: Int64(pair.isThere))
            let rows = (weights.pairs + (Int(pair.place) & pair.isThere) &* weights.pairStride)
                .assumingMemoryBound(to: UInt64.self)
            let leading = rows[0] & mask
            let trailing = rows[1] & mask
            near &+= leading & lanes
            here &+= (leading &>> 8) & lanes
            next &+= trailing & lanes
            last &+= (trailing &>> 8) & lanes
            if position &- 2 >= sequence.lowerBound { scores[position &- 2] = far }
            far = near
            near = here
            here = next
            next = last
            last = 0
        }
    }

    /// Finds the words of the lexicon: the longest that begins at, ends at and goes through each
    /// position.
    func findWords(_ line: borrowing SymbolLine, _ sequence: Range<Int>) {
        let (beginning, ending, inside) = (line.beginning, line.ending, line.inside)
        (beginning + sequence.lowerBound).update(repeating: 0, count: sequence.count)
        (ending + sequence.lowerBound).update(repeating: 0, count: sequence.count)
        (inside + sequence.lowerBound).update(repeating: 0, count: sequence.count)
        for position in sequence {
            var value = line.pairs[position].node
            guard value != 0 else { continue }
            var length = 2
            while true {
                let trust = value &>> LexiconCell.trustShift
                if trust != 0 { mark(line, position, length, trust) }
                let base = value & LexiconCell.baseMask
                guard base != 0 else { break }
                let cell = lexicon[Int(base) &+ Int(line.symbols[position &+ length])]
                guard cell.check == base else { break }
                value = cell.value
                length &+= 1
            }
        }
    }

    @inline(__always)
    private func mark(
        _ line: borrowing SymbolLine,
        _ position: Int,
        _ length: Int,
        _ trust: UInt32
    ) {
        let code = WordCode.code(length: length, trust: trust)
        line.beginning[position] = code
        // Words come in the order of their beginnings: the first to end here is the longest.
        let end = position &+ length &- 1
        if line.ending[end] == 0 { line.ending[end] = code }
        guard length > 2 else { return }
        let lengthClass = UInt8(truncatingIfNeeded: min(length, 5) &- 1)
        for index in (position &+ 1)..<end where line.inside[index] < lengthClass {
            line.inside[index] = lengthClass
        }
    }

    /// Adds what classes, repetitions and words say about each position.
    func scoreContext(
        _ line: borrowing SymbolLine,
        _ sequence: Range<Int>,
        _ weights: StandardWeights
    ) {
        var classRow = classIndex(line, before: sequence.lowerBound)
        for position in sequence {
            let symbols = line.symbols + position
            classRow = (classRow &<< 3 | Int(classes[Int(symbols[2])])) & 0x7FFF
            let wordRow = SegmenterRows.wordRow(
                beginning: line.beginning[position],
                ending: line.ending[position],
                inside: line.inside[position]
            )
            line.scores[position] &+=
                weights.classRows[classRow] &+ weights.repeatRows[SegmenterRows.repeatRow(symbols)]
                &+ weights.wordRows[wordRow]
        }
    }

    /// The four classes around the place before a sequence's first position.
    func classIndex(_ line: borrowing SymbolLine, before position: Int) -> Int {
        (position - 2..<position + 2).reduce(0) {
            $0 << 3 | Int(classes[Int(line.symbols[$1])])
        }
    }
}
