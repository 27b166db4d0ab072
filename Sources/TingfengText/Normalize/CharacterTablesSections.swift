/// The parts of a character table file while they grow.
struct CharacterTablesSections {
    private var folds: [UInt16] = Array(0...0xFFFF)
    private var classes = [UInt8](repeating: 0, count: 0x10000)
    private var expansionOffsets: [UInt16] = [0]
    private var expansionUnits: [UInt16] = []
    private var supplementaryFolds: [CharacterValue] = []
    private var supplementaryClasses: [CharacterValue] = []

    /// Adds a character; characters come in ascending order.
    mutating func append(_ character: UInt32, folded: [UInt16], kind: CharacterClass) {
        if character < 0x10000 {
            classes[Int(character)] = kind.rawValue
            folds[Int(character)] = action(for: folded)
        } else {
            appendSupplementary(character, folded: folded, kind: kind)
        }
    }

    private mutating func action(for folded: [UInt16]) -> UInt16 {
        switch folded.count {
        case 0: CharacterTables.Action.remove
        case 1: folded[0]
        default: CharacterTables.Action.firstExpansion + UInt16(appendExpansion(folded))
        }
    }

    private mutating func appendExpansion(_ units: [UInt16]) -> Int {
        let number = expansionOffsets.count - 1
        expansionUnits += units
        expansionOffsets.append(UInt16(expansionUnits.count))
        return number
    }

    private mutating func appendSupplementary(
        _ character: UInt32,
        folded: [UInt16],
        kind: CharacterClass
    ) {
        if supplementaryClasses.last?.value != UInt32(kind.rawValue) {
            supplementaryClasses.append(
                CharacterValue(character: character, value: UInt32(kind.rawValue))
            )
        }
        // Controls are known by their class: the 4,096 tag characters need no entries of their own.
        let first = String(decoding: folded, as: UTF16.self).unicodeScalars.first
        let isItself = first?.value == character
        guard kind != .control, !isItself else { return }
        supplementaryFolds.append(
            CharacterValue(character: character, value: UInt32(appendExpansion(folded)))
        )
    }

    /// The file.
    func encoded() -> [UInt8] {
        let counts = CharacterTablesLayout.Counts(
            expansions: expansionOffsets.count - 1,
            expansionUnits: expansionUnits.count,
            supplementaryFolds: supplementaryFolds.count,
            supplementaryClasses: supplementaryClasses.count
        )
        let layout = CharacterTablesLayout(counts: counts)
        var bytes = [UInt8](repeating: 0, count: layout.size)
        bytes.withUnsafeMutableBytes { buffer in
            place(in: buffer, layout: layout)
            buffer.storeBytes(of: CharacterTablesLayout.magic, as: UInt64.self)
            let checksum = CharacterTablesLayout.checksum(of: UnsafeRawBufferPointer(buffer))
            buffer.storeBytes(of: checksum, toByteOffset: 8, as: UInt64.self)
        }
        return bytes
    }

    private func place(in buffer: UnsafeMutableRawBufferPointer, layout: CharacterTablesLayout) {
        func copy<Value>(_ values: [Value], to offset: Int) {
            values.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<(offset + source.count)])
                    .copyMemory(from: source)
            }
        }
        let counts = layout.counts
        let header = [
            counts.expansions, counts.expansionUnits, counts.supplementaryFolds,
            counts.supplementaryClasses,
        ]
        copy(header.map(UInt32.init), to: CharacterTablesLayout.checkedFrom)
        copy(folds, to: layout.folds)
        copy(classes, to: layout.classes)
        copy(expansionOffsets, to: layout.expansionOffsets)
        copy(expansionUnits, to: layout.expansionUnits)
        copy(supplementaryFolds, to: layout.supplementaryFolds)
        copy(supplementaryClasses, to: layout.supplementaryClasses)
    }
}
