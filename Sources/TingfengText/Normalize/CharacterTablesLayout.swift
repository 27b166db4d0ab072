/// Where the parts of a character table file lie; shared by the builder and the reader.
struct CharacterTablesLayout {
    struct Counts: Equatable {
        var expansions: Int
        var expansionUnits: Int
        var supplementaryFolds: Int
        var supplementaryClasses: Int
    }

    static let magic: UInt64 = 0x0153_5241_4843_4654  // "TFCHARS", version 1
    static let headerSize = 64
    /// The checksum covers everything after itself.
    static let checkedFrom = 16

    let counts: Counts
    let folds = headerSize
    let classes = headerSize + 0x10000 * 2
    let expansionOffsets = headerSize + 0x10000 * 3
    let expansionUnits: Int
    let supplementaryFolds: Int
    let supplementaryClasses: Int
    let size: Int

    init(counts: Counts) {
        self.counts = counts
        expansionUnits = expansionOffsets + (counts.expansions + 1) * 2
        let unitsEnd = expansionUnits + counts.expansionUnits * 2
        supplementaryFolds = (unitsEnd + 7) / 8 * 8
        supplementaryClasses = supplementaryFolds + counts.supplementaryFolds * 8
        size = supplementaryClasses + counts.supplementaryClasses * 8
    }

    /// Reads the header of a file; nil if the bytes are not an intact file of this version.
    init?(checking bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headerSize, bytes.count % 8 == 0,
            bytes.load(as: UInt64.self) == Self.magic
        else { return nil }
        func count(_ index: Int) -> Int {
            Int(bytes.load(fromByteOffset: 16 + index * 4, as: UInt32.self))
        }
        self.init(
            counts: Counts(
                expansions: count(0),
                expansionUnits: count(1),
                supplementaryFolds: count(2),
                supplementaryClasses: count(3)
            )
        )
        guard size == bytes.count,
            bytes.load(fromByteOffset: 8, as: UInt64.self) == Self.checksum(of: bytes)
        else { return nil }
    }

    /// FNV-1a over 64-bit words: a guard against damage, not against malice.
    static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in stride(from: checkedFrom, to: bytes.count - 7, by: 8) {
            hash = (hash ^ bytes.load(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01B3
        }
        return hash
    }
}
