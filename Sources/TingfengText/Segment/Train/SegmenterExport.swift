import CPairs

/// Rounds folded rows and lays them out as a model file.
struct SegmenterExport {
    /// Lanes of the direct tables are raised by this, so that sums of a dozen stay below 2^16.
    private static let tableRaise: Float = 2_048
    private static let pairRaise: Float = 128
    /// Eight scores of zero.
    private static let raisedBytes: UInt64 = 0x8080_8080_8080_8080
    /// Of so many pair scores one may be cut off at the largest byte.
    private static let clippedShare = 2_000
    /// Pairs without words whose scores are all smaller, in steps, are left out.
    private let leastScore = 3

    let alphabet: AlphabetBuilder
    let lexicon: TrainingLexicon
    let features: TrainingFeatures
    let first: FoldedRows
    /// Rows of a second standard and what tells its texts from others.
    let second: FoldedRows?
    var style: StyleRows?
    private let scale: Float

    init(
        alphabet: AlphabetBuilder,
        lexicon: TrainingLexicon,
        features: TrainingFeatures,
        first: FoldedRows,
        second: FoldedRows? = nil
    ) {
        self.alphabet = alphabet
        self.lexicon = lexicon
        self.features = features
        self.first = first
        self.second = second
        scale = Self.scale([first] + (second.map { [$0] } ?? []), features.layout)
    }

    /// Steps per unit of score, so that nearly all pair scores fit into a byte.
    private static func scale(
        _ standards: [FoldedRows],
        _ layout: TrainingFeatures.Layout
    ) -> Float {
        var sizes: [Float] = []
        for row in standards.flatMap({ $0.rows[layout.pairs..<layout.narrowClasses] }) {
            for label in 0..<4 where row[label] != 0 { sizes.append(abs(row[label])) }
        }
        sizes.sort()
        guard let largest = sizes.dropLast(sizes.count / clippedShare).last else { return 1 }
        return 127 / largest
    }

    /// The bytes of the model file.
    func bytes(name: String) -> [UInt8] {
        var file = SectionFileWriter()
        let rowOfPair = Dictionary(
            uniqueKeysWithValues: features.pairKeys.enumerated().map { ($1, $0) }
        )
        let pairs = PairPacker(pairs())
        file.append(alphabet.entries)
        file.append(alphabet.classes)
        file.append(symbolRows(first))
        file.append(pairs.shifts)
        file.append(pairs.places)
        file.append(lexiconCells())
        file.append(classRows(first))
        file.append(repeatRows(first))
        file.append(wordRows(first))
        file.append(transitions())
        file.append(Array(name.utf8))
        if let second, let style {
            let rows = pairs.places.map { rowOfPair[$0.key] }
            file.append(style.symbols)
            file.append(rows.map { row in row.map { style.pairs[$0] } ?? 0 })
            file.append(symbolRows(second))
            file.append(rows.flatMap { pairRows(second, row: $0) })
            file.append(classRows(second))
            file.append(repeatRows(second))
            file.append(wordRows(second))
        }
        return file.finish(magic: SegmenterModel.magic)
    }

    private func symbolRows(_ folded: FoldedRows) -> [UInt64] {
        tableLanes(folded, features.layout.symbols..<features.layout.pairs)
    }

    private func repeatRows(_ folded: FoldedRows) -> [UInt64] {
        let start = features.layout.repeats
        return tableLanes(folded, start..<(start + SegmenterRows.repeatRowCount))
    }

    /// The leading and the trailing scores of a pair; zeros if it has no row.
    private func pairRows(_ folded: FoldedRows, row: Int?) -> [UInt64] {
        guard let row else { return [Self.raisedBytes, Self.raisedBytes] }
        let first = features.layout.pairs + row * SegmenterRows.pairReach
        let lanes = (0..<4).map { self.lanes(folded.rows[first + $0], raise: Self.pairRaise) }
        return [lanes[0] | lanes[1] << 8, lanes[2] | lanes[3] << 8]
    }

    private func lanes(_ row: SIMD4<Float>, raise: Float) -> UInt64 {
        (0..<4).reduce(0) { lanes, label in
            let score = (row[label] * scale).rounded() + raise
            return lanes | UInt64(min(max(score, 0), 2 * raise - 1)) << (UInt64(label) * 16)
        }
    }

    private func tableLanes(_ folded: FoldedRows, _ rows: Range<Int>) -> [UInt64] {
        folded.rows[rows].map { lanes($0, raise: Self.tableRaise) }
    }

    private func classRows(_ folded: FoldedRows) -> [UInt64] {
        let layout = features.layout
        return (0..<SegmenterRows.classRowCount).map { wide in
            let narrow = folded.rows[layout.narrowClasses + wide >> 3 & 0x1FF]
            return lanes(folded.rows[layout.wideClasses + wide] + narrow, raise: Self.tableRaise)
        }
    }

    private func wordRows(_ folded: FoldedRows) -> [UInt64] {
        var rows = [UInt64](repeating: 0, count: SegmenterRows.wordRowCount)
        let codes = UInt8(4 * WordCode.trusts + 1)
        for begin in 0..<codes {
            for end in 0..<codes {
                for inside in 0..<UInt8(5) {
                    let sum = features.wordRows(begin, end, inside)
                        .reduce(SIMD4<Float>.zero) { $0 + folded.rows[$1] }
                    let row = SegmenterRows.wordRow(beginning: begin, ending: end, inside: inside)
                    rows[row] = lanes(sum, raise: Self.tableRaise)
                }
            }
        }
        return rows
    }

    private func transitions() -> [Int32] {
        func step(_ from: Int, _ to: Int) -> Int {
            Int((first.transitions[from * 4 + to] * scale).rounded())
        }
        var ways = LabelTransitions()
        ways.beginMiddle = step(0, 1)
        ways.beginEnd = step(0, 2)
        ways.middleMiddle = step(1, 1)
        ways.middleEnd = step(1, 2)
        ways.endBegin = step(2, 0)
        ways.endSingle = step(2, 3)
        ways.singleBegin = step(3, 0)
        ways.singleSingle = step(3, 3)
        return ways.stored
    }

    private func trust(of word: Int32) -> UInt32 {
        guard word >= 0, let trust = lexicon.trust(of: Int(word), withoutFold: nil) else {
            return 0
        }
        return UInt32(trust.rawValue) << LexiconCell.trustShift
    }

    private func lexiconCells() -> [LexiconCell] {
        let builder = lexicon.builder
        return builder.cells.indices.map { index in
            var cell = builder.cells[index]
            cell.value |= trust(of: builder.wordOfCell[index])
            return cell
        }
    }

    /// By row of the pair: whether its scores differ from zero by more than rounding, or words of the
    /// lexicon begin with it.
    var isKept: [Bool] {
        let nodes = Set(lexicon.builder.pairs.map(\.key))
        return features.pairKeys.enumerated().map { row, key in
            nodes.contains(key) || isTelling(row)
        }
    }

    /// Pairs with scores and pairs that begin words, by key.
    private func pairs() -> [pairs_entry] {
        var nodes: [UInt32: UInt32] = [:]
        for pair in lexicon.builder.pairs { nodes[pair.key] = pair.base | trust(of: pair.word) }
        var pairs: [pairs_entry] = []
        func add(_ key: UInt32, _ node: UInt32, row: Int?) {
            let rows = pairRows(first, row: row)
            pairs.append(
                pairs_entry(key: key, node: node, leading: rows[0], trailing: rows[1])
            )
        }
        for (row, isKept) in isKept.enumerated() where isKept {
            let key = features.pairKeys[row]
            add(key, nodes.removeValue(forKey: key) ?? 0, row: row)
        }
        for (key, node) in nodes { add(key, node, row: nil) }
        return pairs.sorted { $0.key < $1.key }
    }

    private func isTelling(_ row: Int) -> Bool {
        ([first] + (second.map { [$0] } ?? [])).flatMap { pairRows($0, row: row) }
            .contains { bytes in
                (0..<8).contains { byte in
                    abs(Int(bytes >> (byte * 8) & 0xFF) - Int(Self.pairRaise)) >= leastScore
                }
            }
    }
}
