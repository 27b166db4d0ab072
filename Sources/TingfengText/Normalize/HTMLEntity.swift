/// Character references such as `&nbsp;` and `&#160;`, also escaped twice (`&amp;nbsp;`).
enum HTMLEntity {
    private static let names: [(String, UInt32)] = [
        ("nbsp", 0xA0), ("ensp", 0x2002), ("emsp", 0x2003), ("thinsp", 0x2009), ("shy", 0xAD),
        ("zwnj", 0x200C), ("zwj", 0x200D), ("lrm", 0x200E), ("rlm", 0x200F), ("lt", 0x3C),
        ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27), ("amp", 0x26), ("ldquo", 0x201C),
        ("rdquo", 0x201D), ("lsquo", 0x2018), ("rsquo", 0x2019), ("laquo", 0xAB), ("raquo", 0xBB),
        ("mdash", 0x2014), ("ndash", 0x2013), ("hellip", 0x2026), ("middot", 0xB7),
        ("bull", 0x2022), ("times", 0xD7), ("divide", 0xF7), ("plusmn", 0xB1), ("deg", 0xB0),
        ("permil", 0x2030), ("sup2", 0xB2), ("sup3", 0xB3), ("frac12", 0xBD), ("frac14", 0xBC),
        ("yen", 0xA5), ("cent", 0xA2), ("pound", 0xA3), ("euro", 0x20AC), ("sect", 0xA7),
        ("para", 0xB6), ("copy", 0xA9), ("reg", 0xAE), ("trade", 0x2122), ("le", 0x2264),
        ("ge", 0x2265), ("ne", 0x2260), ("larr", 0x2190), ("rarr", 0x2192), ("uarr", 0x2191),
        ("darr", 0x2193), ("tilde", 0x2DC), ("acute", 0xB4), ("uml", 0xA8), ("micro", 0xB5),
    ]
    private static let longestName = 8

    private static let characters: [UInt64: UInt32] = {
        var characters: [UInt64: UInt32] = [:]
        for (name, character) in names { characters[NameHash(name).value] = character }
        return characters
    }()

    /// Reads the reference at "&"; nil if the ampersand is a plain one.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (character: UInt32, end: Int)? {
        var index = start + 1
        while bytes.matches("amp;", at: index) { index += 4 }
        let reference =
            index < bytes.count && bytes[index] == UInt8(ascii: "#")
            ? readNumber(bytes, at: index + 1) : readName(bytes, at: index)
        if let reference { return reference }
        return index > start + 1 ? (UInt32(UInt8(ascii: "&")), index) : nil
    }

    private static func readName(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (character: UInt32, end: Int)? {
        var hash = NameHash()
        var index = start
        while index < bytes.count, index - start < longestName, isAlphanumeric(bytes[index]) {
            hash.append(bytes[index])
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ";") {
            return characters[hash.value].map { ($0, index + 1) }
        }
        // Broken exports lose the semicolon of the commonest reference.
        return bytes.matches("nbsp", at: start) ? (0xA0, start + 4) : nil
    }

    private static func readNumber(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (character: UInt32, end: Int)? {
        let isHexadecimal = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
        var index = isHexadecimal ? start + 1 : start
        var value: UInt32 = 0
        let first = index
        while index < bytes.count, index - first < 7,
            let digit = digitValue(bytes[index], hexadecimal: isHexadecimal)
        {
            value = value * (isHexadecimal ? 16 : 10) + digit
            index += 1
        }
        guard index > first, index < bytes.count, bytes[index] == UInt8(ascii: ";"),
            Unicode.Scalar(value) != nil
        else { return nil }
        return (value, index + 1)
    }

    private static func digitValue(_ byte: UInt8, hexadecimal: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where hexadecimal:
            UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where hexadecimal:
            UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
