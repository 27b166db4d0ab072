/// Writes terms in the wire format of ``IndexTerms``.
struct TermWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ units: Slice<UnsafeBufferPointer<UInt16>>, lead: UInt8) {
        bytes.append(lead)
        appendUTF8(units)
    }

    mutating func appendWord(
        _ units: Slice<UnsafeBufferPointer<UInt16>>,
        lead: UInt8 = IndexTerms.Lead.samePosition
    ) {
        bytes.append(lead)
        bytes.append(IndexTerms.wordMark)
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
            bytes.append(UInt8(unit))
        } else if unit < 0x800 {
            bytes.append(0xC0 | UInt8(unit >> 6))
            bytes.append(Self.trail(UInt32(unit)))
        } else {
            bytes.append(0xE0 | UInt8(unit >> 12))
            bytes.append(Self.trail(UInt32(unit >> 6)))
            bytes.append(Self.trail(UInt32(unit)))
        }
    }

    /// Appends a character beyond the basic plane, given without the 0x10000.
    private mutating func append(supplementary offset: UInt32) {
        let character = offset + 0x10000
        bytes.append(0xF0 | UInt8(character >> 18))
        bytes.append(Self.trail(character >> 12))
        bytes.append(Self.trail(character >> 6))
        bytes.append(Self.trail(character))
    }

    private static func trail(_ value: UInt32) -> UInt8 {
        0x80 | UInt8(value & 0x3F)
    }
}
