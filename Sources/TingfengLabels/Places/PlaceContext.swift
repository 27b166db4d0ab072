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
        features.removeAll(keepingCapacity: true)
        features.reserveCapacity(values.count * Self.widths.count)
        lookAhead(values)
        pairs.count(symbols)
        var sinceDivision = Self.horizon
        var sinceBreak = 0
        for index in values.indices {
            if index > 0, PlaceSymbols.isDivision(values[index - 1]) { sinceDivision = 0 }
            if index > 0, PlaceSymbols.isBreak(values[index - 1]) {
                sinceBreak = 0
                sinceDivision = Self.horizon
            }
            append(index, symbols, sinceDivision, sinceBreak, rarity)
            sinceDivision = min(sinceDivision + 1, Self.horizon)
            sinceBreak += 1
        }
    }

    private mutating func append(
        _ index: Int,
        _ symbols: PlaceSymbols,
        _ sinceDivision: Int,
        _ sinceBreak: Int,
        _ rarity: PlaceRarity
    ) {
        let values = symbols.values
        let inTitle = index < symbols.titleCount ? 1 : 0
        let distance = Int(nextDistances[index])
        let hasNext = index + 1 < values.count
        let before = index > 0 ? rarity.level(values[index - 1], values[index]) : 15
        let after = hasNext ? rarity.level(values[index], values[index + 1]) : 15
        let own = Int(PlaceSuffix.ofUnit[Int(values[index])])
        let next = hasNext ? Int(PlaceSuffix.ofUnit[Int(values[index + 1])]) : 0
        let run = min(sinceBreak, 3) * 4 + min(untilBreak(index, values), 3)
        add(0, inTitle * 4 + depth(index, symbols))
        add(1, Int(nextKinds[index]) * 14 + distance)
        add(2, min(sinceDivision, 11) * 14 + distance)
        add(3, before * 16 + after)
        add(4, inTitle * 32 + pairs.repeats(index, symbols))
        add(5, Int(symbols.streets[index]))
        add(6, run * 4 + inTitle * 2)
        add(7, own * 8 + next)
        appendWords(index, symbols, own, after)
    }

    private mutating func appendWords(
        _ index: Int,
        _ symbols: PlaceSymbols,
        _ own: Int,
        _ after: Int
    ) {
        let word = symbols.words[index]
        let kind = Int(word.kind)
        let behind = Int(word.behind)
        let begins = word.begins ? 1 : 0
        let ends = word.ends ? 1 : 0
        add(8, kind * 4 + ends * 2 + begins)
        add(9, (Int(word.before) * 16 + kind) * 2 + begins)
        add(10, (behind * 16 + kind) * 2 + ends)
        add(11, (Int(word.length) * 4 + ends * 2 + begins) * 16 + after)
        add(12, (behind * 8 + own) * 2 + ends)
        addWord(13, word.key, Int(word.position) * 2 + ends)
        addWord(14, word.keyBefore, begins)
        addWord(15, word.keyBehind, ends)
        addWord(16, word.keyBehind, own * 2 + ends)
    }

    @inline(__always)
    private mutating func addWord(_ kind: Int, _ key: UInt16, _ place: Int) {
        let hash = FeatureKeys.mix(UInt64(key) << 8 | UInt64(place))
        add(kind, Int(hash >> UInt64(64 - Self.wordBits)))
    }

    @inline(__always)
    private mutating func add(_ kind: Int, _ value: Int) {
        features.append(Int32(Self.offsets[kind] + value))
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
        nextKinds = [UInt8](repeating: 0, count: values.count)
        nextDistances = [UInt8](repeating: UInt8(Self.horizon), count: values.count)
        var kind: UInt8 = 0
        var distance = Self.horizon
        for index in values.indices.reversed() {
            let own = PlaceSuffix.ofUnit[Int(values[index])]
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

    /// How often the pairs around a position stand in the other field and in the body.
    func repeats(_ index: Int, _ symbols: PlaceSymbols) -> Int {
        repeats(ofPair: index - 1, symbols) * 4 + repeats(ofPair: index, symbols)
    }

    private func repeats(ofPair index: Int, _ symbols: PlaceSymbols) -> Int {
        guard index >= 0, index + 1 < symbols.values.count else { return 0 }
        let found = Int(cells[Self.cell(symbols.values[index], symbols.values[index + 1])])
        if index < symbols.titleCount { return min(found >> 1, 2) }
        return (found & 1) * 2 + (found >> 1 > 1 ? 1 : 0)
    }

    private static func cell(_ first: UInt16, _ second: UInt16) -> Int {
        PlaceRarity.cell(first, second) & ((1 << cellBits) - 1)
    }
}
