/// Rounds folded rows and lays them out as a model file.
struct SegmenterExport {
    /// Lanes of the direct tables are raised by this, so that sums of a dozen stay below 2^16.
    private static let tableRaise: Float = 2_048
    private static let pairRaise: Float = 128
    /// Of so many pair scores one may be cut off at the largest byte.
    private static let clippedShare = 2_000
    /// Pairs without words whose scores are all smaller, in steps, are left out.
    private let leastScore = 2

    let alphabet: AlphabetBuilder
    let lexicon: TrainingLexicon
    let features: TrainingFeatures
    let folded: FoldedRows
    private let scale: Float

    init(
        alphabet: AlphabetBuilder,
        lexicon: TrainingLexicon,
        features: TrainingFeatures,
        folded: FoldedRows
    ) {
        self.alphabet = alphabet
        self.lexicon = lexicon
        self.features = features
        self.folded = folded
        scale = Self.scale(folded, features.layout)
    }

    /// Steps per unit of score, so that nearly all pair scores fit into a byte.
    private static func scale(_ folded: FoldedRows, _ layout: TrainingFeatures.Layout) -> Float {
        var sizes: [Float] = []
        for row in folded.rows[layout.pairs..<layout.narrowClasses] {
            for label in 0..<4 where row[label] != 0 { sizes.append(abs(row[label])) }
        }
        sizes.sort()
        guard let largest = sizes.dropLast(sizes.count / clippedShare).last else { return 1 }
        return 127 / largest
    }

    /// The bytes of the model file.
    func bytes(name: String) -> [UInt8] {
        var file = SectionFileWriter()
        let pairs = PairPacker(pairs())
        file.append(alphabet.entries)
        file.append(alphabet.classes)
        file.append(tableLanes(features.layout.symbols..<features.layout.pairs))
        file.append(pairs.shifts)
        file.append(pairs.places)
        file.append(lexiconCells())
        file.append(classRows())
        file.append(
            tableLanes(
                features.layout.repeats..<(features.layout.repeats + SegmenterRows.repeatRowCount)
            )
        )
        file.append(wordRows())
        file.append(transitions())
        file.append(Array(name.utf8))
        return file.finish(magic: SegmenterModel.magic)
    }

    private func lanes(_ row: SIMD4<Float>, raise: Float) -> UInt64 {
        (0..<4).reduce(0) { lanes, label in
            let score = (row[label] * scale).rounded() + raise
            return lanes | UInt64(min(max(score, 0), 2 * raise - 1)) << (UInt64(label) * 16)
        }
    }

    private func tableLanes(_ rows: Range<Int>) -> [UInt64] {
        folded.rows[rows].map { lanes($0, raise: Self.tableRaise) }
    }

    private func classRows() -> [UInt64] {
        let layout = features.layout
        return (0..<SegmenterRows.classRowCount).map { wide in
            let narrow = folded.rows[layout.narrowClasses + wide >> 3 & 0x1FF]
            return lanes(folded.rows[layout.wideClasses + wide] + narrow, raise: Self.tableRaise)
        }
    }

    private func wordRows() -> [UInt64] {
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
            Int((folded.transitions[from * 4 + to] * scale).rounded())
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

    /// Pairs with scores and pairs that begin words, by key.
    private func pairs() -> [SegmenterModel.Pair] {
        var pairs: [UInt32: SegmenterModel.Pair] = [:]
        let raised: UInt64 = 0x8080_8080_8080_8080
        func add(_ key: UInt32, _ node: UInt32, _ leading: UInt64, _ trailing: UInt64) {
            pairs[key] = SegmenterModel.Pair(
                key: key,
                node: node,
                leading: leading,
                trailing: trailing
            )
        }
        for pair in lexicon.builder.pairs {
            add(pair.key, pair.base | trust(of: pair.word), raised, raised)
        }
        for (number, key) in features.pairKeys.enumerated() {
            let row = features.layout.pairs + number * SegmenterRows.pairReach
            let lanes = (0..<4).map { self.lanes(folded.rows[row + $0], raise: Self.pairRaise) }
            let node = pairs[key]?.node ?? 0
            guard node != 0 || lanes.contains(where: isTelling) else { continue }
            add(key, node, lanes[0] | lanes[1] << 8, lanes[2] | lanes[3] << 8)
        }
        return pairs.values.sorted { $0.key < $1.key }
    }

    /// Whether lanes of a pair differ from zero by more than rounding.
    private func isTelling(_ lanes: UInt64) -> Bool {
        (0..<4).contains { label in
            abs(Int(lanes >> (UInt64(label) * 16) & 0xFF) - Int(Self.pairRaise)) >= leastScore
        }
    }
}
