/// How rare a pair of neighbouring symbols is in ordinary messages: 0 (never seen) to 14, one level
/// per doubling.
struct PlaceRarity: Sendable {
    static let cellBits = 17
    let levels: [UInt8]

    init(levels: [UInt8]) {
        self.levels = levels
    }

    /// Counts pairs in messages, each once per message.
    init(counting messages: some Sequence<[UInt16]>) {
        var counts = [UInt32](repeating: 0, count: 1 << Self.cellBits)
        for symbols in messages where symbols.count > 1 {
            let cells = Set((1..<symbols.count).map { Self.cell(symbols[$0 - 1], symbols[$0]) })
            for cell in cells { counts[cell] += 1 }
        }
        levels = counts.map { UInt8(min(14, UInt32.bitWidth - $0.leadingZeroBitCount)) }
    }

    var isComplete: Bool { levels.count == 1 << Self.cellBits }

    @inline(__always)
    func level(_ first: UInt16, _ second: UInt16) -> Int {
        Int(levels[Self.cell(first, second)])
    }

    @inline(__always)
    static func cell(_ first: UInt16, _ second: UInt16) -> Int {
        Int(FeatureKeys.mix(UInt64(first) << 16 | UInt64(second)) >> (64 - UInt64(cellBits)))
    }
}
