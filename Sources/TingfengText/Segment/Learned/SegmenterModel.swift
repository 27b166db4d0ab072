/// A trained segmenter as it lies in its file: an integer BMES chain (切分模型).
///
/// Four labels say where in its word a symbol stands: B begin, M middle, E end, S single. Their
/// scores travel together as four 16-bit lanes of one `UInt64`, B lowest, so adding four scores is
/// one integer addition. Stored scores are raised by a constant so that no lane is negative; all
/// lanes of one table carry the same constant, which no comparison of paths can see.
///
/// After Low, Ng & Guo (2005) for the features and Vaporetto (Akabe et al. 2023) for the arrays: a
/// symbol or a pair of symbols is looked up once and yields its scores for all positions it bears
/// on.
public struct SegmenterModel: Sendable {
    static let magic = "TFSEGM03"

    /// Sections in file order.
    enum Section: Int {
        case alphabet, classes, symbols, pairShifts, pairs, lexicon, classRows, repeatRows, wordRows
        case transitions, name
        case symbolStyle, pairStyle, secondSymbols, secondPairs, secondClassRows, secondRepeatRows,
            secondWordRows
    }

    /// A pair of symbols: 24 bytes, found by one probe; see ``PairHash``.
    struct Pair: BitwiseCopyable {
        static let free: UInt32 = 0xFFFF_FFFF

        /// The first symbol times 2^13 plus the second; ``free`` if there is none.
        var key: UInt32
        /// What the lexicon knows of the pair: ``LexiconCell/value``.
        var node: UInt32
        /// Scores of the position before the pair (even bytes) and of its first symbol (odd bytes).
        var leading: UInt64
        /// Scores of its second symbol (even bytes) and of the position after it (odd bytes).
        var trailing: UInt64

        /// Where `leading` lies; `trailing` follows.
        static let rowsOffset = 8
    }

    /// Tells models apart in messages and reports: the standard it cuts by.
    public let name: String

    // The pointers point into the mapping, which is read-only and lives as long as `file`.
    let file: SectionFile
    nonisolated(unsafe) let alphabet: UnsafePointer<UInt16>
    nonisolated(unsafe) let classes: UnsafePointer<UInt8>
    let pairHash: PairHash
    nonisolated(unsafe) let pairShifts: UnsafePointer<UInt16>
    nonisolated(unsafe) let pairs: UnsafePointer<Pair>
    nonisolated(unsafe) let lexicon: UnsafePointer<LexiconCell>
    let weights: StandardWeights
    /// Those of a second standard, for sequences that read like its text.
    let secondWeights: StandardWeights?
    /// What each symbol and each pair in its place says of the style of its text; a sequence whose sum
    /// is above zero reads like that of the second standard.
    nonisolated(unsafe) let symbolStyle: UnsafePointer<Int16>?
    nonisolated(unsafe) let pairStyle: UnsafePointer<Int16>?
    let transitions: LabelTransitions

    /// Maps a model file and verifies its checksum.
    ///
    /// - Complexity: one pass over the bytes, some milliseconds; nothing is parsed.
    public init(contentsOf path: String) throws(TextError) {
        try self.init(file: SectionFile(contentsOf: path, magic: Self.magic), path: path)
    }

    /// Uses the bytes of a model file.
    public init(bytes: [UInt8]) throws(TextError) {
        try self.init(file: SectionFile(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init(file: SectionFile, path: String) throws(TextError) {
        func table<Value: BitwiseCopyable>(
            _ section: Section,
            _ least: Int
        ) throws(TextError) -> UnsafePointer<Value> {
            let values = file.section(section.rawValue, of: Value.self)
            guard let start = values.baseAddress, values.count >= least else {
                throw .damagedFile(path: path, reason: "切分模型的表长度不符")
            }
            return start
        }
        alphabet = try table(.alphabet, 0x10000)
        classes = try table(.classes, SegmenterSymbol.limit)
        pairShifts = try table(.pairShifts, 1)
        pairs = try table(.pairs, 1)
        pairHash = PairHash(
            groups: file.section(Section.pairShifts.rawValue, of: UInt16.self).count,
            places: file.section(Section.pairs.rawValue, of: Pair.self).count
        )
        lexicon = try table(.lexicon, SegmenterSymbol.limit)
        weights = StandardWeights(
            symbols: try table(.symbols, SegmenterSymbol.limit * SegmenterRows.reach),
            pairs: UnsafeRawPointer(pairs) + Pair.rowsOffset,
            pairStride: MemoryLayout<Pair>.stride,
            classRows: try table(.classRows, SegmenterRows.classRowCount),
            repeatRows: try table(.repeatRows, SegmenterRows.repeatRowCount),
            wordRows: try table(.wordRows, SegmenterRows.wordRowCount)
        )
        if file.section(Section.symbolStyle.rawValue, of: Int16.self).isEmpty {
            symbolStyle = nil
            pairStyle = nil
            secondWeights = nil
        } else {
            let pairRows: UnsafePointer<UInt64> = try table(
                .secondPairs,
                2 * Int(pairHash.places)
            )
            symbolStyle = try table(.symbolStyle, SegmenterSymbol.limit)
            pairStyle = try table(.pairStyle, Int(pairHash.places))
            secondWeights = StandardWeights(
                symbols: try table(.secondSymbols, SegmenterSymbol.limit * SegmenterRows.reach),
                pairs: UnsafeRawPointer(pairRows),
                pairStride: 2 * MemoryLayout<UInt64>.stride,
                classRows: try table(.secondClassRows, SegmenterRows.classRowCount),
                repeatRows: try table(.secondRepeatRows, SegmenterRows.repeatRowCount),
                wordRows: try table(.secondWordRows, SegmenterRows.wordRowCount)
            )
        }
        transitions = LabelTransitions(
            stored: file.section(Section.transitions.rawValue, of: Int32.self)
        )
        name = String(decoding: file.section(Section.name.rawValue, of: UInt8.self), as: UTF8.self)
        self.file = file
    }

    /// What the lexicon knows of a pair of symbols; see ``LexiconCell/value``.
    func node(of key: UInt32) -> UInt32 {
        let pair = pairs[pairHash.place(of: key, pairShifts)]
        return pair.key == key ? pair.node : 0
    }
}

/// The scores of one standard, raised as in the file; see ``SegmenterRows``.
struct StandardWeights: Sendable {
    /// Five lanes for each symbol: for the second position before it to the second after it.
    nonisolated(unsafe) let symbols: UnsafePointer<UInt64>
    /// The leading and the trailing scores of each pair, so many bytes from one to the next.
    nonisolated(unsafe) let pairs: UnsafeRawPointer
    let pairStride: Int
    nonisolated(unsafe) let classRows: UnsafePointer<UInt64>
    nonisolated(unsafe) let repeatRows: UnsafePointer<UInt64>
    nonisolated(unsafe) let wordRows: UnsafePointer<UInt64>
}

/// A hash of the pairs without collisions, after Belazzougui, Botelho & Dietzfelbinger (2009): every
/// pair belongs to a group by one hash; a shift kept for the group, chosen when the table is made,
/// moves its pairs to places that no other pair has.
struct PairHash: Sendable {
    let groups: UInt64
    let places: UInt64

    init(groups: Int, places: Int) {
        self.groups = UInt64(groups)
        self.places = UInt64(places)
    }

    @inline(__always)
    static func mixed(_ key: UInt32) -> UInt64 {
        UInt64(key) &* 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always)
    func group(_ mixed: UInt64) -> Int {
        Int(truncatingIfNeeded: ((mixed &>> 32) &* groups) &>> 32)
    }

    @inline(__always)
    func place(_ mixed: UInt64, shift: UInt16) -> Int {
        let low = UInt32(truncatingIfNeeded: mixed)
        let shifted = (low ^ (UInt32(shift) &* 0x85EB_CA6B)) &* 0xC2B2_AE35
        return Int(truncatingIfNeeded: (UInt64(shifted) &* places) &>> 32)
    }

    @inline(__always)
    func place(of key: UInt32, _ shifts: UnsafePointer<UInt16>) -> Int {
        let mixed = Self.mixed(key)
        return place(mixed, shift: shifts[group(mixed)])
    }
}

/// Scores of one label following another; the other eight pairs of labels are not legal.
struct LabelTransitions: Sendable {
    var beginMiddle = 0
    var beginEnd = 0
    var middleMiddle = 0
    var middleEnd = 0
    var endBegin = 0
    var endSingle = 0
    var singleBegin = 0
    var singleSingle = 0

    init() {}

    init(stored: UnsafeBufferPointer<Int32>) {
        guard stored.count == 8 else { return }
        beginMiddle = Int(stored[0])
        beginEnd = Int(stored[1])
        middleMiddle = Int(stored[2])
        middleEnd = Int(stored[3])
        endBegin = Int(stored[4])
        endSingle = Int(stored[5])
        singleBegin = Int(stored[6])
        singleSingle = Int(stored[7])
    }

    var stored: [Int32] {
        [
            beginMiddle, beginEnd, middleMiddle, middleEnd,
            endBegin, endSingle, singleBegin, singleSingle,
        ].map(Int32.init)
    }
}
