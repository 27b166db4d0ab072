import TingfengText

/// How telling each term is (词项权重): a static table of inverse document frequencies, so that
/// matching needs no count over the messages at hand and stays the same from run to run.
///
/// A term is a pair of neighbouring characters. Terms share 2^20 cells by hash; a cell holds the
/// logarithm of its document frequency.
public struct TermWeights: Sendable {
    static let magic = "TFTERMS1"
    static let cellBits = 20
    /// Steps of the stored logarithm per unit.
    static let resolution: Double = 16
    /// Below so many messages all terms count as equally rare, or the name of an estate that the
    /// table never saw would outweigh what is said about it (measured).
    static let rareCount: Double = 8
    /// Steps of a term's level, its inverse document frequency, per unit.
    static let levelsPerUnit: Float = 8

    private let levels: [UInt8]
    private let file: SectionFile

    /// Maps a file made by ``TermCounter``.
    public init(contentsOf path: String) throws(LabelsError) {
        try self.init(file: SectionFile.open(path, magic: Self.magic), path: path)
    }

    /// Uses the bytes of a table.
    public init(bytes: [UInt8]) throws(LabelsError) {
        try self.init(file: SectionFile.open(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init(file: SectionFile, path: String) throws(LabelsError) {
        guard let total = file.section(0, of: UInt32.self).first,
            file.section(1, of: UInt8.self).count == 1 << Self.cellBits
        else { throw .damagedFile(path: path, reason: "词项表长度不符") }
        self.file = file
        levels = (0..<256).map { step in
            let known = max(Double(step) / Self.resolution, naturalLog(Self.rareCount))
            let idf = max(0.125, naturalLog(Double(total) + 1) - known)
            return UInt8(min(63, (idf * Double(Self.levelsPerUnit)).rounded()))
        }
    }

    /// Lends a function that says how telling the terms of a cell are, 0...63.
    @inline(__always)
    func withLevels(_ body: ((_ cell: Int) -> Int) -> Void) {
        let steps = file.section(1, of: UInt8.self)
        levels.withUnsafeBufferPointer { levels in body { Int(levels[Int(steps[$0])]) } }
    }

    static func cell(of term: UInt32) -> Int {
        Int(FeatureKeys.mix(UInt64(term)) >> (64 - UInt64(cellBits)))
    }
}

/// Counts in how many messages each term stands, to make ``TermWeights``.
public struct TermCounter {
    private var counts = [UInt32](repeating: 0, count: 1 << TermWeights.cellBits)
    private var total: UInt32 = 0
    private var pairs = TermPairs()

    /// An empty count.
    public init() {}

    /// Adds one message.
    public mutating func add(_ message: ClassifierInput) {
        pairs.collect(message.title, message.titleTokens)
        var cells = Set(pairs.terms.map(TermWeights.cell))
        pairs.collect(message.body, message.bodyTokens)
        cells.formUnion(pairs.terms.map(TermWeights.cell))
        for cell in cells { counts[cell] += 1 }
        total += 1
    }

    /// Returns the bytes of the table.
    public func table() -> [UInt8] {
        let levels = counts.map { count in
            UInt8(min(255, (naturalLog(Double(count) + 1) * TermWeights.resolution).rounded()))
        }
        var file = SectionFileWriter()
        file.append([total])
        file.append(levels)
        return file.finish(magic: TermWeights.magic)
    }

    /// Writes the table in one step.
    public func write(to path: String) throws(LabelsError) {
        try writeFile(table(), to: path)
    }
}
