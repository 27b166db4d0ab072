/// One walk over the UTF-8 of a text that writes its view.
///
/// `units` and `starts` must have room for as many units as there are bytes, and one closing start.
struct NormalizerPass {
    private typealias Action = CharacterTables.Action

    private let bytes: UnsafeBufferPointer<UInt8>
    private let tables: CharacterTables
    private let folding: Bool
    private let units: UnsafeMutableBufferPointer<UInt16>
    private let starts: UnsafeMutableBufferPointer<Int32>
    private var markup = MarkupReader()
    private(set) var count = 0

    init(
        bytes: UnsafeBufferPointer<UInt8>,
        tables: CharacterTables,
        folding: Bool,
        units: UnsafeMutableBufferPointer<UInt16>,
        starts: UnsafeMutableBufferPointer<Int32>
    ) {
        self.bytes = bytes
        self.tables = tables
        self.folding = folding
        self.units = units
        self.starts = starts
    }

    mutating func run() {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index = readASCII(byte, at: index)
            } else if byte < 0xE0 {
                write(UInt16(byte & 0x1F) << 6 | continuation(index + 1), at: index)
                index += 2
            } else if byte < 0xF0 {
                let unit =
                    UInt16(byte & 0x0F) << 12 | continuation(index + 1) << 6
                    | continuation(index + 2)
                write(unit, at: index)
                index += 3
            } else {
                writeSupplementary(supplementaryCharacter(at: index), at: index)
                index += 4
            }
        }
        if count > 0, units[count - 1] == Action.blank { count -= 1 }
        starts[count] = Int32(bytes.count)
    }

    private func continuation(_ index: Int) -> UInt16 {
        UInt16(bytes[index] & 0x3F)
    }

    private func supplementaryCharacter(at index: Int) -> UInt32 {
        UInt32(bytes[index] & 0x07) << 18 | UInt32(continuation(index + 1)) << 12
            | UInt32(continuation(index + 2)) << 6 | UInt32(continuation(index + 3))
    }

    /// Returns the index after what was read: a character, an entity or a tag.
    private mutating func readASCII(_ byte: UInt8, at index: Int) -> Int {
        if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&"),
            let (piece, end) = markup.read(bytes, at: index)
        {
            switch piece {
            case .blank: writeBlank(at: index)
            case .nothing: break
            case .character(let character): write(character: character, at: index)
            }
            return end
        }
        write(UInt16(byte), at: index)
        return index + 1
    }

    private mutating func write(character: UInt32, at index: Int) {
        if character > 0xFFFF {
            writeSupplementary(character, at: index)
        } else {
            write(UInt16(character), at: index)
        }
    }

    @inline(__always)
    private mutating func write(_ unit: UInt16, at index: Int) {
        let action = tables.folds[Int(unit)]
        // Surrogate values and 0xFFFF are the special actions, 0x20 every blank; both are rare.
        if action == Action.blank {
            writeBlank(at: index)
        } else if action < Action.firstExpansion || (0xE000..<Action.remove).contains(action) {
            put(folding ? action : unit, at: index)
        } else if action != Action.remove {
            writeExpansion(action, of: unit, at: index)
        }
    }

    private mutating func writeExpansion(_ action: UInt16, of unit: UInt16, at index: Int) {
        guard folding else { return put(unit, at: index) }
        for unit in tables.expansion(action) { put(unit, at: index) }
    }

    private mutating func writeSupplementary(_ character: UInt32, at index: Int) {
        if folding, let folded = tables.supplementaryFold(of: character) {
            for unit in folded { put(unit, at: index) }
        } else if tables.characterClass(of: character) != .control {
            put(UInt16(0xD7C0 + character >> 10), at: index)
            put(UInt16(0xDC00 + character & 0x3FF), at: index)
        }
    }

    private mutating func writeBlank(at index: Int) {
        guard count > 0, units[count - 1] != Action.blank else { return }
        put(Action.blank, at: index)
    }

    @inline(__always)
    private mutating func put(_ unit: UInt16, at index: Int) {
        units[count] = unit
        starts[count] = Int32(index)
        count += 1
    }
}
