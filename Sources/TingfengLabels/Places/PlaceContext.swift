/// What the tagger sees of a position besides its n-grams, as numbers of dense features.
///
/// Every position has one value of each kind of evidence; the values of all kinds are numbered
/// through.
struct PlaceContext {
    /// Number of values of each kind, in the order in which `append` adds them: field and depth;
    /// next telling character; distance from a division; rarity around; repeats; streets; run;
    /// telling characters here and next; then words: class, class before, class behind, length,
    /// ending; then hashes of which words these are: here, before, behind, behind and ending.
    static let widths =
        [8, 112, 168, 256, 64, 8, 64, 64, 64, 512, 512, 256, 256]
        + [Int](repeating: 1 << wordBits, count: 4)
    private static let wordBits = 15
    /// The first of the kinds that are hashes of words.
    static let firstWord = 13
    static let offsets: [Int] = widths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    static let featureCount = offsets[widths.count]

    private static let horizon = 13
    /// `widths.count` numbers for each position.
    private(set) var features: [Int32] = []
    private var nextKinds: [UInt8] = []
    private var nextDistances: [UInt8] = []
    private var pairs = PlacePairCounts()

    init() {}

    /// Replaces the content by the evidence of a message.
    mutating func collect(_ symbols: PlaceSymbols, rarity: PlaceRarity) {
        let values = symbols.values
        var rows: [Int32] = []
        swap(&rows, &features)
        rows.removeAll(keepingCapacity: true)
        rows.append(contentsOf: repeatElement(0, count: values.count * Self.widths.count))
        lookAhead(values)
        pairs.count(symbols)
        rows.withUnsafeMutableBufferPointer { rows in
            Self.offsets.withUnsafeBufferPointer { offsets in
                fill(rows, offsets, symbols, rarity)
            }
        }
        swap(&rows, &features)
    }

    private func fill(
        _ rows: UnsafeMutableBufferPointer<Int32>,
        _ offsets: UnsafeBufferPointer<Int>,
        _ symbols: PlaceSymbols,
        _ rarity: PlaceRarity
    ) {
        let values = symbols.values
        let suffixes = PlaceSuffix.ofUnit
        var position = Position()
        for index in values.indices {
            position.own = Int(suffixes[Int(values[index])])
            if index + 1 < values.count {
                let cell = PlaceRarity.cell(values[index], values[index + 1])
                position.after = Int(rarity.levels[cell])
                position.repeatsAfter = pairs.repeats(cell, inTitle: index < symbols.titleCount)
                position.next = Int(suffixes[Int(values[index + 1])])
            } else {
                (position.after, position.repeatsAfter, position.next) = (15, 0, 0)
            }
            let first = index * Self.widths.count
            let row = Row(
                numbers: UnsafeMutableBufferPointer(
                    rebasing: rows[first..<first + Self.widths.count]
                ),
                offsets: offsets
            )
            write(index, symbols, position, row)
            position.step(over: values[index])
        }
    }

    /// What is known of a position and carried to the next.
    private struct Position {
        var sinceDivision = PlaceContext.horizon
        var sinceBreak = 0
        /// How rare the pairs are that the symbol makes with those beside it.
        var before = 15
        var after = 15
        /// How often these pairs stand elsewhere.
        var repeatsBefore = 0
        var repeatsAfter = 0
        /// Kinds of the symbol and of the one behind it.
        var own = 0
        var next = 0

        mutating func step(over symbol: UInt16) {
            sinceDivision = min(sinceDivision + 1, PlaceContext.horizon)
            sinceBreak += 1
            before = after
            repeatsBefore = repeatsAfter
            if PlaceSymbols.isDivision(symbol) { sinceDivision = 0 }
            if PlaceSymbols.isBreak(symbol) {
                sinceBreak = 0
                sinceDivision = PlaceContext.horizon
            }
        }
    }

    /// The numbers of one position.
    private struct Row {
        let numbers: UnsafeMutableBufferPointer<Int32>
        let offsets: UnsafeBufferPointer<Int>

        @inline(__always)
        func set(_ kind: Int, _ value: Int) {
            numbers[kind] = Int32(truncatingIfNeeded: offsets[kind] &+ value)
        }

        @inline(__always)
        func setWord(_ kind: Int, _ key: UInt16, _ place: Int) {
            let hash = FeatureKeys.mix(UInt64(key) << 8 | UInt64(place))
            set(kind, Int(hash >> UInt64(64 - PlaceContext.wordBits)))
        }
    }

    private func write(_ index: Int, _ symbols: PlaceSymbols, _ position: Position, _ row: Row) {
        let values = symbols.values
        let inTitle = index < symbols.titleCount ? 1 : 0
        let distance = Int(nextDistances[index])
        let run = min(position.sinceBreak, 3) * 4 + min(untilBreak(index, values), 3)
        row.set(0, inTitle * 4 + depth(index, symbols))
        row.set(1, Int(nextKinds[index]) * 14 + distance)
        row.set(2, min(position.sinceDivision, 11) * 14 + distance)
        row.set(3, position.before * 16 + position.after)
        row.set(4, inTitle * 32 + position.repeatsBefore * 4 + position.repeatsAfter)
        row.set(5, Int(symbols.streets[index]))
        row.set(6, run * 4 + inTitle * 2)
        row.set(7, position.own * 8 + position.next)
        writeWords(symbols.words[index], position.own, position.after, row)
    }

    private func writeWords(_ word: PlaceWord, _ own: Int, _ after: Int, _ row: Row) {
        let kind = Int(word.kind)
        let behind = Int(word.behind)
        let begins = word.begins ? 1 : 0
        let ends = word.ends ? 1 : 0
        row.set(8, kind * 4 + ends * 2 + begins)
        row.set(9, (Int(word.before) * 16 + kind) * 2 + begins)
        row.set(10, (behind * 16 + kind) * 2 + ends)
        row.set(11, (Int(word.length) * 4 + ends * 2 + begins) * 16 + after)
        row.set(12, (behind * 8 + own) * 2 + ends)
        row.setWord(13, word.key, Int(word.position) * 2 + ends)
        row.setWord(14, word.keyBefore, begins)
        row.setWord(15, word.keyBehind, ends)
        row.setWord(16, word.keyBehind, own * 2 + ends)
    }

    /// How far into its field a position is, in four steps.
    private func depth(_ index: Int, _ symbols: PlaceSymbols) -> Int {
        let position = index < symbols.titleCount ? index : index - symbols.titleCount
        return position < 2 ? 0 : position < 20 ? 1 : position < 80 ? 2 : 3
    }

    private func untilBreak(_ index: Int, _ values: [UInt16]) -> Int {
        var steps = 0
        while steps < 3, index + steps + 1 < values.count,
            !PlaceSymbols.isBreak(values[index + steps + 1])
        { steps += 1 }
        return steps
    }

    /// For each position the kind of the next telling character of its run and how far it is.
    private mutating func lookAhead(_ values: [UInt16]) {
        nextKinds.removeAll(keepingCapacity: true)
        nextKinds.append(contentsOf: repeatElement(0, count: values.count))
        nextDistances.removeAll(keepingCapacity: true)
        nextDistances.append(contentsOf: repeatElement(0, count: values.count))
        let suffixes = PlaceSuffix.ofUnit
        var kind: UInt8 = 0
        var distance = Self.horizon
        for index in values.indices.reversed() {
            let own = suffixes[Int(values[index])]
            if own != 0 {
                kind = own
                distance = 0
            } else if PlaceSymbols.isBreak(values[index]) || distance >= Self.horizon {
                kind = 0
                distance = Self.horizon
            } else {
                distance += 1
            }
            nextKinds[index] = distance < Self.horizon ? kind : 0
            nextDistances[index] = UInt8(min(distance, Self.horizon))
        }
    }
}

/// In which field, and how often, each pair of neighbouring symbols of a message stands.
///
/// Pairs share cells by hash; a false repeat is rare and does little harm.
private struct PlacePairCounts {
    private static let cellBits = 12
    /// Bit 0: in the title; the rest counts the body, up to three.
    private var cells = [UInt8](repeating: 0, count: 1 << cellBits)

    mutating func count(_ symbols: PlaceSymbols) {
        for cell in cells.indices { cells[cell] = 0 }
        guard symbols.values.count > 1 else { return }
        for index in 0..<symbols.values.count - 1 {
            let cell = Self.cell(symbols.values[index], symbols.values[index + 1])
            if index < symbols.titleCount {
                cells[cell] |= 1
            } else if cells[cell] < 6 {
                cells[cell] += 2
            }
        }
    }

    /// How often a pair stands in the other field and, for one of the body, there again.
    func repeats(_ pair: Int, inTitle: Bool) -> Int {
        let found = Int(cells[pair & (cells.count - 1)])
        if inTitle { return min(found >> 1, 2) }
        return (found & 1) * 2 + (found >> 1 > 1 ? 1 : 0)
    }

    private static func cell(_ first: UInt16, _ second: UInt16) -> Int {
        PlaceRarity.cell(first, second) & ((1 << cellBits) - 1)
    }
}
