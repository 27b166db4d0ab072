import CPairs

/// A text as the learned engine sees it, in memory that is reused from text to text.
///
/// Symbols lie in sequences with two edge symbols before and after each; blanks, signs and foreign
/// runs lie between the sequences. All buffers are sized before a text is read, so nothing is
/// allocated per text once the longest was seen.
struct SymbolLine: ~Copyable {
    /// A stretch of the text in order: a sequence of symbols, or a run that is no part of any.
    struct Piece {
        /// Positions of the sequence; empty for another run.
        var positions: Range<Int>
        /// Units of the text.
        var units: Range<Int>
        var kind: ScanKind
    }

    private(set) var capacity = 0
    private(set) var pieces: [Piece] = []
    /// One symbol for each position.
    private(set) var symbols: UnsafeMutablePointer<UInt16>
    /// The first unit of each position; the entry after a sequence's last is where it ends.
    private(set) var starts: UnsafeMutablePointer<Int32>
    /// What the model has of each symbol and the next.
    private(set) var pairs: UnsafeMutablePointer<pairs_found>
    /// Scores of the four labels.
    private(set) var scores: UnsafeMutablePointer<UInt64>
    /// The longest word that begins, ends, goes through: see ``WordCode``.
    private(set) var beginning: UnsafeMutablePointer<UInt8>
    private(set) var ending: UnsafeMutablePointer<UInt8>
    private(set) var inside: UnsafeMutablePointer<UInt8>
    /// Where the best path into each label came from, one bit each.
    private(set) var steps: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init() {
        symbols = .allocate(capacity: 0)
        starts = .allocate(capacity: 0)
        pairs = .allocate(capacity: 0)
        scores = .allocate(capacity: 0)
        beginning = .allocate(capacity: 0)
        ending = .allocate(capacity: 0)
        inside = .allocate(capacity: 0)
        steps = .allocate(capacity: 0)
    }

    deinit { release() }

    private func release() {
        symbols.deallocate()
        starts.deallocate()
        pairs.deallocate()
        scores.deallocate()
        beginning.deallocate()
        ending.deallocate()
        inside.deallocate()
        steps.deallocate()
    }

    /// Makes room for a text of so many units: each may be a sequence of its own between edges.
    private mutating func reserve(_ units: Int) {
        let needed = units * 2 + 16
        guard needed > capacity else { return }
        release()
        capacity = max(needed, capacity * 2, 4_096)
        symbols = .allocate(capacity: capacity)
        starts = .allocate(capacity: capacity)
        pairs = .allocate(capacity: capacity)
        scores = .allocate(capacity: capacity)
        beginning = .allocate(capacity: capacity)
        ending = .allocate(capacity: capacity)
        inside = .allocate(capacity: capacity)
        steps = .allocate(capacity: capacity)
    }

    /// Reads a text through an alphabet.
    mutating func read(_ units: UnsafeBufferPointer<UInt16>, alphabet: UnsafePointer<UInt16>) {
        reserve(units.count)
        pieces.removeAll(keepingCapacity: true)
        count = 0
        putEdges(at: 0)
        var index = 0
        while index < units.count {
            if ScanKind.of(alphabet[Int(units[index])]) < ScanKind.blank.rawValue {
                index = readSequence(units, from: index, alphabet: alphabet)
            } else {
                index = readRun(units, from: index, alphabet: alphabet)
            }
        }
        symbols[count] = SegmenterSymbol.edge
        symbols[count + 1] = SegmenterSymbol.edge
    }

    @inline(__always)
    private mutating func put(_ symbol: UInt16, at unit: Int) {
        symbols[count] = symbol
        starts[count] = Int32(truncatingIfNeeded: unit)
        count &+= 1
    }

    private mutating func putEdges(at unit: Int) {
        put(SegmenterSymbol.edge, at: unit)
        put(SegmenterSymbol.edge, at: unit)
    }

    private mutating func readSequence(
        _ units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        alphabet: UnsafePointer<UInt16>
    ) -> Int {
        let first = count
        var index = start
        scan: while index < units.count {
            let entry = alphabet[Int(units[index])]
            let kind = ScanKind.of(entry)
            if kind == ScanKind.plain.rawValue {
                put(entry, at: index)
                index &+= 1
            } else if kind < ScanKind.blank.rawValue {
                let end = Self.runEnd(units, from: index, kind: kind, alphabet: alphabet)
                put(Self.symbol(of: units, index..<end, entry: entry), at: index)
                index = end
            } else {
                break scan
            }
        }
        pieces.append(Piece(positions: first..<count, units: start..<index, kind: .plain))
        putEdges(at: index)
        return index
    }

    private static func runEnd(
        _ units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        kind: UInt16,
        alphabet: UnsafePointer<UInt16>
    ) -> Int {
        var end = start + 1
        while end < units.count, ScanKind.of(alphabet[Int(units[end])]) == kind { end &+= 1 }
        return end
    }

    /// The symbol of a run of digits, letters, dots or dashes.
    private static func symbol(
        of units: UnsafeBufferPointer<UInt16>,
        _ run: Range<Int>,
        entry: UInt16
    ) -> UInt16 {
        let own = entry & UInt16(SegmenterSymbol.limit - 1)
        switch ScanKind(rawValue: ScanKind.of(entry)) {
        case .digit:
            if run.count == 4, isYear(units, run.lowerBound) { return SegmenterSymbol.year }
            return min(
                SegmenterSymbol.oneDigit + UInt16(min(run.count, 9)) - 1,
                SegmenterSymbol.manyDigits
            )
        case .letter:
            switch run.count {
            case 1: return own
            case 2: return SegmenterSymbol.twoLetters
            case 3, 4: return SegmenterSymbol.fewLetters
            default: return SegmenterSymbol.manyLetters
            }
        case .dot: return run.count > 1 ? SegmenterSymbol.dots : own
        default: return run.count > 1 ? SegmenterSymbol.dashes : own
        }
    }

    /// 18xx, 19xx or 20xx; full-width digits have the same last four bits.
    private static func isYear(_ units: UnsafeBufferPointer<UInt16>, _ start: Int) -> Bool {
        let century = (units[start] & 0xF) * 10 + units[start + 1] & 0xF
        return (18...20).contains(century)
    }

    /// A run of blanks, one sign, or foreign units up to the next unit of the alphabet.
    private mutating func readRun(
        _ units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        alphabet: UnsafePointer<UInt16>
    ) -> Int {
        let kind = ScanKind(rawValue: ScanKind.of(alphabet[Int(units[start])])) ?? .foreign
        var end = start + 1
        switch kind {
        case .blank: end = Self.runEnd(units, from: start, kind: kind.rawValue, alphabet: alphabet)
        default:
            while end < units.count,
                ScanKind.of(alphabet[Int(units[end])]) == ScanKind.foreign.rawValue
            {
                end += 1
            }
        }
        let isLoneSign = kind == .sign && end == start + 1
        pieces.append(
            Piece(
                positions: count..<count,
                units: start..<end,
                kind: kind == .blank ? .blank : isLoneSign ? .sign : .foreign
            )
        )
        return end
    }
}

extension pairs_found {
    /// All bits set if the model has the pair.
    var isThere: Int { ~Int(place &>> 31) }
}
