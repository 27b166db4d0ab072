/// Reads the characters of a UTF-8 text in both directions, with full-width forms as half-width
/// and Latin letters as small ones.
struct MaskReader {
    /// Stands for "before the beginning" and "after the end".
    static let nothing: UInt32 = 0

    let bytes: UnsafeBufferPointer<UInt8>

    /// The character at an index and where the next one begins.
    @inline(__always)
    func character(at index: Int) -> (value: UInt32, end: Int) {
        guard index < bytes.count else { return (Self.nothing, index) }
        let byte = UInt32(bytes[index])
        if byte < 0x80 { return (Self.folded(byte), index + 1) }
        if byte < 0xE0 { return ((byte & 0x1F) << 6 | trail(index + 1), index + 2) }
        let start = (byte & 0x0F) << 12 | trail(index + 1) << 6 | trail(index + 2)
        if byte < 0xF0 { return (Self.folded(start), index + 3) }
        return ((start & 0x7FFF) << 6 | trail(index + 3), index + 4)
    }

    /// The character that ends before an index and where it begins.
    func character(before index: Int) -> (value: UInt32, start: Int) {
        guard index > 0 else { return (Self.nothing, 0) }
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return (character(at: start).value, start)
    }

    private func trail(_ index: Int) -> UInt32 {
        UInt32(bytes[index] & 0x3F)
    }

    @inline(__always)
    private static func folded(_ value: UInt32) -> UInt32 {
        if (0xFF01...0xFF5E).contains(value) { return small(value - 0xFEE0) }
        if value == 0x3000 { return 0x20 }
        return small(value)
    }

    @inline(__always)
    private static func small(_ value: UInt32) -> UInt32 {
        (0x41...0x5A).contains(value) ? value | 0x20 : value
    }

    /// The index after the characters for as long as a test holds, at most `limit` of them.
    func skip(from start: Int, limit: Int = .max, while holds: (UInt32) -> Bool) -> Int {
        var index = start
        var count = 0
        while index < bytes.count, count < limit {
            let (value, end) = character(at: index)
            guard holds(value) else { break }
            index = end
            count += 1
        }
        return index
    }

    /// Whether a word stands at an index; returns where it ends.
    func end(of word: [UInt32], at start: Int) -> Int? {
        var index = start
        for wanted in word {
            let (value, end) = character(at: index)
            guard value == wanted, end > index else { return nil }
            index = end
        }
        return index
    }
}

extension UInt32 {
    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// A small Latin letter; ``MaskReader`` gives no capital ones.
    var isLetter: Bool { (0x61...0x7A).contains(self) }

    var isAlphanumeric: Bool { isDigit || isLetter }

    var isHan: Bool {
        (0x4E00...0x9FFF).contains(self) || (0x3400...0x4DBF).contains(self)
            || (0x20000...0x323AF).contains(self)
    }

    /// Blanks and dashes that people put into numbers.
    var isNumberSeparator: Bool {
        switch self {
        case 0x20, 0x2D, 0x2E, 0x29, 0xA0, 0x2010...0x2015, 0x2212, 0xB7: true
        default: false
        }
    }

    func isOne(of characters: Set<UInt32>) -> Bool { characters.contains(self) }
}

/// The characters of a string as a set, for tables of rules.
func characterSet(_ string: String) -> Set<UInt32> {
    Set(string.unicodeScalars.map(\.value))
}
