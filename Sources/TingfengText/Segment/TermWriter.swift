/// Writes terms in the wire format of ``IndexTerms`` into memory that is known to suffice.
struct TermWriter {
    /// No unit of a term takes more bytes; of a pair of surrogates each takes two.
    static let bytesPerUnit = 3

    private let memory: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    /// Returns what `body` writes, at most `capacity` bytes.
    static func bytes(capacity: Int, _ body: (inout TermWriter) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
            var writer = TermWriter(memory: memory)
            body(&writer)
            count = writer.count
        }
    }

    private init(memory: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = memory
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        memory[count] = byte
        count &+= 1
    }

    mutating func append(_ units: Slice<UnsafeBufferPointer<UInt16>>) {
        put(IndexTerms.separator)
        appendUTF8(units)
    }

    private mutating func appendUTF8(_ units: Slice<UnsafeBufferPointer<UInt16>>) {
        var index = units.startIndex
        while index < units.endIndex {
            let unit = units[index]
            index += 1
            if UTF16.isLeadSurrogate(unit), index < units.endIndex,
                UTF16.isTrailSurrogate(units[index])
            {
                append(supplementary: UInt32(unit & 0x3FF) << 10 + UInt32(units[index] & 0x3FF))
                index += 1
            } else {
                append(unit: unit)
            }
        }
    }

    private mutating func append(unit: UInt16) {
        if unit < 0x80 {
            put(UInt8(unit))
        } else if unit < 0x800 {
            put(0xC0 | UInt8(unit >> 6))
            put(Self.trail(UInt32(unit)))
        } else {
            put(0xE0 | UInt8(unit >> 12))
            put(Self.trail(UInt32(unit >> 6)))
            put(Self.trail(UInt32(unit)))
        }
    }

    /// Appends a character beyond the basic plane, given without the 0x10000.
    private mutating func append(supplementary offset: UInt32) {
        let character = offset + 0x10000
        put(0xF0 | UInt8(character >> 18))
        put(Self.trail(character >> 12))
        put(Self.trail(character >> 6))
        put(Self.trail(character))
    }

    private static func trail(_ value: UInt32) -> UInt8 {
        0x80 | UInt8(value & 0x3F)
    }
}
