import TingfengText

/// The learned part of place finding: a linear chain of four labels, and how spans are judged.
///
/// File: header numbers, n-gram rows, dense rows, transitions, rarity levels, then the judge: for
/// each of its two forests questions' numbers, cuts and leaves; at last the thresholds.
public struct PlaceModel: Sendable {
    static let magic = "TFPLTAG2"
    /// Steps of the stored weights per unit.
    static let resolution: Float = 24
    /// Positions around its first symbol that an n-gram speaks to: three before to four after.
    static let before = 3
    static let reach = 8

    /// Rows of 8 positions × 4 labels by hash of the n-gram.
    let rows: [SIMD32<Int16>]
    let dense: [SIMD4<Float>]
    /// `transitions[from][to]`, already exponentiated; 0 for what cannot follow.
    let transitions: [SIMD4<Float>]
    let rarity: PlaceRarity
    let judge: PlaceJudge

    /// Maps a file made by ``PlaceTrainer``.
    public init(contentsOf path: String) throws(LabelsError) {
        try self.init(file: SectionFile.open(path, magic: Self.magic), path: path)
    }

    /// Uses the bytes of a model.
    public init(bytes: [UInt8]) throws(LabelsError) {
        try self.init(file: SectionFile.open(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init(file: SectionFile, path: String) throws(LabelsError) {
        // 8 bits in the file, 16 in memory: sums then need no conversion (half of the time).
        rows = Self.widened(file.section(0, of: Int8.self))
        dense = Array(file.section(1, of: SIMD4<Float>.self))
        transitions = Array(file.section(2, of: SIMD4<Float>.self))
        rarity = PlaceRarity(levels: Array(file.section(3, of: UInt8.self)))
        judge = Self.judge(of: file)
        guard rows.count > 0, rows.count & (rows.count - 1) == 0,
            dense.count == PlaceContext.featureCount, transitions.count == 4,
            rarity.isComplete, judge.isComplete
        else { throw .damagedFile(path: path, reason: "地名模型的分段长度不符") }
    }

    /// Lane by lane: the compiler makes no vectors of a conversion row by row.
    private static func widened(_ small: UnsafeBufferPointer<Int8>) -> [SIMD32<Int16>] {
        let count = small.count / SIMD32<Int8>.scalarCount
        return [SIMD32<Int16>](unsafeUninitializedCapacity: count) { rows, filled in
            let lanes = UnsafeMutableRawBufferPointer(rows).bindMemory(to: Int16.self)
            for lane in 0..<count * SIMD32<Int8>.scalarCount { lanes[lane] = Int16(small[lane]) }
            filled = count
        }
    }

    private static func judge(of file: SectionFile) -> PlaceJudge {
        func forest(_ first: Int) -> PlaceForest {
            PlaceForest(
                features: Array(file.section(first, of: UInt8.self)),
                cuts: Array(file.section(first + 1, of: Float.self)),
                leaves: Array(file.section(first + 2, of: Float.self))
            )
        }
        let thresholds = file.section(10, of: PlaceJudge.Thresholds.self).first
        return PlaceJudge(
            exactForest: forest(4),
            touchingForest: forest(7),
            thresholds: thresholds ?? PlaceJudge.Thresholds()
        )
    }

    /// Keys of the n-grams that begin at a symbol, shortest first; their rows follow by mask.
    @inline(__always)
    static func key(_ first: UInt16) -> UInt64 { FeatureKeys.mix(UInt64(first) | 1 << 60) }
    @inline(__always)
    static func key(_ first: UInt16, _ second: UInt16) -> UInt64 {
        FeatureKeys.mix(UInt64(first) | UInt64(second) << 16 | 2 << 60)
    }
    @inline(__always)
    static func key(_ first: UInt16, _ second: UInt16, _ third: UInt16) -> UInt64 {
        FeatureKeys.mix(UInt64(first) | UInt64(second) << 16 | UInt64(third) << 32 | 3 << 60)
    }
}
