/// What becomes of each character in the view and what kind it is: the compiled file
/// `dictionaries/characters.bin`, mapped into memory.
///
/// Layout (little-endian; offsets follow from the counts in the header):
///
///     header   64 bytes    magic, checksum of all that follows it, counts
///     folds    65,536 × 2  by UTF-16 unit: the unit it becomes, or an ``Action``
///     classes  65,536 × 1  by UTF-16 unit: its ``CharacterClass``
///     offsets  (n + 1) × 2 where each expansion begins
///     units    m × 2       units of the expansions
///     folds of supplementary characters, sorted: (character, expansion) × 4
///     classes of supplementary characters, sorted: (first character of the range, class) × 4
public struct CharacterTables: Sendable {
    /// Values of the fold table that are no unit to write.
    enum Action {
        /// The character leaves no trace in the view.
        static let remove: UInt16 = 0xFFFF
        /// Surrogate values stand for an expansion: its number is the value minus this.
        static let firstExpansion: UInt16 = 0xD800
        static let expansionLimit = 2_047
        /// Every kind of blank folds to this.
        static let blank: UInt16 = 0x20
    }

    // The pointers below point into the mapping, which is read-only and lives as long as `file`.
    private let file: MappedFile
    nonisolated(unsafe) let folds: UnsafePointer<UInt16>
    nonisolated(unsafe) let classes: UnsafePointer<UInt8>
    nonisolated(unsafe) private let expansionOffsets: UnsafePointer<UInt16>
    nonisolated(unsafe) private let expansionUnits: UnsafePointer<UInt16>
    nonisolated(unsafe) private let supplementaryFolds: UnsafeBufferPointer<CharacterValue>
    nonisolated(unsafe) private let supplementaryClasses: UnsafeBufferPointer<CharacterValue>

    /// Opens a compiled table file and verifies its checksum.
    ///
    /// - Complexity: One pass over about 230 kB, well below a millisecond.
    public init(contentsOf path: String) throws(TextError) {
        file = try MappedFile(path: path)
        guard let layout = CharacterTablesLayout(checking: file.bytes),
            let start = file.bytes.baseAddress
        else { throw .damagedResource(path: path) }
        func pointer<Value>(_ offset: Int) -> UnsafePointer<Value> {
            (start + offset).assumingMemoryBound(to: Value.self)
        }
        folds = pointer(layout.folds)
        classes = pointer(layout.classes)
        expansionOffsets = pointer(layout.expansionOffsets)
        expansionUnits = pointer(layout.expansionUnits)
        supplementaryFolds = UnsafeBufferPointer(
            start: pointer(layout.supplementaryFolds),
            count: layout.counts.supplementaryFolds
        )
        supplementaryClasses = UnsafeBufferPointer(
            start: pointer(layout.supplementaryClasses),
            count: layout.counts.supplementaryClasses
        )
    }

    /// Returns the class of a character, given as a code point.
    public func characterClass(of character: UInt32) -> CharacterClass {
        if character < 0x10000 {
            return CharacterClass(rawValue: classes[Int(character)]) ?? .other
        }
        guard let index = supplementaryClasses.lastIndex(atOrBefore: character) else {
            return .other
        }
        return CharacterClass(rawValue: UInt8(supplementaryClasses[index].value)) ?? .other
    }

    /// The units that an expansion action of the fold table stands for.
    func expansion(_ action: UInt16) -> UnsafeBufferPointer<UInt16> {
        expansion(number: Int(action - Action.firstExpansion))
    }

    /// What a supplementary character becomes, nil if itself; controls have no entry.
    func supplementaryFold(of character: UInt32) -> UnsafeBufferPointer<UInt16>? {
        guard let index = supplementaryFolds.lastIndex(atOrBefore: character),
            supplementaryFolds[index].character == character
        else { return nil }
        return expansion(number: Int(supplementaryFolds[index].value))
    }

    private func expansion(number: Int) -> UnsafeBufferPointer<UInt16> {
        let start = Int(expansionOffsets[number])
        let end = Int(expansionOffsets[number + 1])
        return UnsafeBufferPointer(start: expansionUnits + start, count: end - start)
    }
}

/// One entry of the tables for characters beyond the basic plane.
struct CharacterValue: Equatable {
    var character: UInt32
    var value: UInt32
}

extension UnsafeBufferPointer<CharacterValue> {
    /// The last entry whose character does not come after the given one, by bisection.
    func lastIndex(atOrBefore character: UInt32) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].character <= character { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }
}
