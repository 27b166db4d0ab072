import CPairs

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

    /// Tells models apart in messages and reports: the standard it cuts by.
    public let name: String

    // The pointers point into the mapping, which is read-only and lives as long as `file`.
    let file: SectionFile
    nonisolated(unsafe) let alphabet: UnsafePointer<UInt16>
    nonisolated(unsafe) let classes: UnsafePointer<UInt8>
    nonisolated(unsafe) let pairs: pairs_table
    nonisolated(unsafe) let lexicon: UnsafePointer<LexiconCell>
    let weights: StandardWeights
    /// Those of a second standard, for sequences that read like its text.
    let secondWeights: StandardWeights?
    /// What each symbol says of the style of its text, as `pairs.styles` does; a sequence whose sum is
    /// above zero reads like that of the second standard.
    nonisolated(unsafe) let symbolStyle: UnsafePointer<Int16>?
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
        let entries: UnsafePointer<pairs_entry> = try table(.pairs, 1)
        let places = file.section(Section.pairs.rawValue, of: pairs_entry.self).count
        let groups = file.section(Section.pairShifts.rawValue, of: UInt16.self).count
        lexicon = try table(.lexicon, SegmenterSymbol.limit)
        weights = StandardWeights(
            symbols: try table(.symbols, SegmenterSymbol.limit * SegmenterRows.reach),
            pairs: UnsafeRawPointer(entries) + pairs_entry.rowsOffset,
            pairStride: MemoryLayout<pairs_entry>.stride,
            classRows: try table(.classRows, SegmenterRows.classRowCount),
            repeatRows: try table(.repeatRows, SegmenterRows.repeatRowCount),
            wordRows: try table(.wordRows, SegmenterRows.wordRowCount)
        )
        var styles: UnsafePointer<Int16>?
        if file.section(Section.symbolStyle.rawValue, of: Int16.self).isEmpty {
            symbolStyle = nil
            secondWeights = nil
        } else {
            let pairRows: UnsafePointer<UInt64> = try table(
                .secondPairs,
                2 * places
            )
            symbolStyle = try table(.symbolStyle, SegmenterSymbol.limit)
            styles = try table(.pairStyle, places)
            secondWeights = StandardWeights(
                symbols: try table(.secondSymbols, SegmenterSymbol.limit * SegmenterRows.reach),
                pairs: UnsafeRawPointer(pairRows),
                pairStride: 2 * MemoryLayout<UInt64>.stride,
                classRows: try table(.secondClassRows, SegmenterRows.classRowCount),
                repeatRows: try table(.secondRepeatRows, SegmenterRows.repeatRowCount),
                wordRows: try table(.secondWordRows, SegmenterRows.wordRowCount)
            )
        }
        pairs = pairs_table(
            hash: pairs_hash(groups: UInt64(groups), places: UInt64(places)),
            shifts: try table(.pairShifts, 1),
            entries: entries,
            styles: styles,
            lexicon: lexicon,
            base_mask: LexiconCell.baseMask
        )
        transitions = LabelTransitions(
            stored: file.section(Section.transitions.rawValue, of: Int32.self)
        )
        name = String(decoding: file.section(Section.name.rawValue, of: UInt8.self), as: UTF8.self)
        self.file = file
    }

    /// What the lexicon knows of a pair of symbols; see ``LexiconCell/value``.
    func node(of key: UInt32) -> UInt32 {
        let entry = pairs.entries[Int(pairs_place_in(pairs, key))]
        return entry.key == key ? entry.node : 0
    }
}

extension pairs_entry {
    static let free: UInt32 = 0xFFFF_FFFF
    /// Where `leading` lies; `trailing` follows.
    static let rowsOffset = 8
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
