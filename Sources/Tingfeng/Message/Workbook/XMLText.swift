/// The attributes of one tag.
struct XMLAttributes {
    private let tag: UnsafeBufferPointer<UInt8>

    init(_ tag: UnsafeBufferPointer<UInt8>) {
        self.tag = tag
    }

    /// Returns the decoded value of the attribute of that name, whatever its prefix.
    func value(of wanted: StaticString) -> String? {
        var i = skip(from: 0) { $0 > 0x20 }
        while i < tag.count {
            i = skip(from: i) { $0 <= 0x20 }
            let nameEnd = skip(from: i) { $0 > 0x20 && $0 != UInt8(ascii: "=") }
            let opening = skip(from: nameEnd) { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
            guard opening < tag.count else { return nil }
            let closing = skip(from: opening + 1) { $0 != tag[opening] }
            if matches(tag[i..<nameEnd], wanted) {
                var value: [UInt8] = []
                XMLEntities.decode(tag[(opening + 1)..<closing], into: &value)
                return String(decoding: value, as: UTF8.self)
            }
            i = closing + 1
        }
        return nil
    }

    private func skip(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        var i = start
        while i < tag.count, condition(tag[i]) { i += 1 }
        return i
    }

    private func matches(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ wanted: StaticString) -> Bool
    {
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        let bytes = UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
        return local.elementsEqual(bytes)
    }
}

/// The escapes of XML and of workbook strings.
enum XMLEntities {
    /// Appends the bytes with `&lt;`, `&#20572;` and the like made plain; unknown names stay.
    static func decode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, into output: inout [UInt8]) {
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            output.append(contentsOf: rest[..<start])
            let name = rest[(start + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
            if name.endIndex < rest.endIndex, let scalar = scalar(name) {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                rest = rest[(name.endIndex + 1)...]
            } else {
                output.append(UInt8(ascii: "&"))
                rest = rest[(start + 1)...]
            }
        }
        output.append(contentsOf: rest)
    }

    private static func scalar(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }

    /// Makes `_x000D_` and the like plain, by which workbooks write characters that XML forbids
    /// (ECMA-376 part 1, 22.9.2.19).
    static func unescape(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "_")) else { return text }
        var output: [UInt8] = []
        var i = 0
        while i < text.count {
            if let unit = escapedUnit(text, at: i) {
                output.append(contentsOf: UTF8.encode(unit) ?? UTF8.encodedReplacementCharacter)
                i += 7
            } else {
                output.append(text[i])
                i += 1
            }
        }
        return output
    }

    private static func escapedUnit(_ text: [UInt8], at i: Int) -> Unicode.Scalar? {
        guard i + 7 <= text.count, text[i] == UInt8(ascii: "_"), text[i + 1] == UInt8(ascii: "x"),
            text[i + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: text[(i + 2)..<(i + 6)], as: UTF8.self)
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
