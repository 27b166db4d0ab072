extension JSONValue {
    /// Returns the value as JSON text (RFC 8259) without a final line feed.
    ///
    /// Numbers are the shortest text that reads back, without exponent from 10^-7 to 10^21; what is
    /// not finite is `null`. Text stays UTF-8; control characters, line separators and
    /// bidirectional controls are escaped, so that printing JSON cannot drive a terminal.
    public func serialized(pretty: Bool = false) -> String {
        var bytes: [UInt8] = []
        serialize(to: &bytes, indent: pretty ? 0 : nil)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the value as compact JSON.
    public func serialize(to bytes: inout [UInt8]) {
        serialize(to: &bytes, indent: nil)
    }

    private func serialize(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .int(let number): bytes += String(number).utf8
        case .double(let number):
            bytes += (number.isFinite ? DecimalText.shortest(number) : "null").utf8
        case .string(let text): JSONText.append(text, to: &bytes)
        case .array(let values):
            JSONText.append(values, in: JSONText.square, indent, to: &bytes) {
                value,
                bytes,
                inner in
                value.serialize(to: &bytes, indent: inner)
            }
        case .object(let members):
            JSONText.append(members, in: JSONText.curly, indent, to: &bytes) {
                member,
                bytes,
                inner in
                JSONText.append(member.name, to: &bytes)
                bytes += (inner == nil ? ":" : ": ").utf8
                member.value.serialize(to: &bytes, indent: inner)
            }
        }
    }
}

private enum JSONText {
    static let square = (open: UInt8(ascii: "["), close: UInt8(ascii: "]"))
    static let curly = (open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))

    static func append<Element>(
        _ elements: [Element],
        in brackets: (open: UInt8, close: UInt8),
        _ indent: Int?,
        to bytes: inout [UInt8],
        _ body: (Element, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(brackets.open)
        let inner = indent.map { $0 + 1 }
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            appendLineBreak(inner, to: &bytes)
            body(element, &bytes, inner)
        }
        if !elements.isEmpty { appendLineBreak(indent, to: &bytes) }
        bytes.append(brackets.close)
    }

    private static func appendLineBreak(_ indent: Int?, to bytes: inout [UInt8]) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: indent * 2)
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        let isPlain = text.withUTF8 { utf8 in
            let isPlain = utf8.allSatisfy(Self.isPlain)
            if isPlain { bytes += utf8 }
            return isPlain
        }
        if !isPlain { appendEscaped(text, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether no character that a byte can be part of is ever escaped; Han characters and the digits are
    /// such.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE2: false
        default: true
        }
    }

    private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case "\u{20}"..."\u{7E}": bytes.append(UInt8(ascii: scalar))
            default: appendOther(scalar, to: &bytes)
            }
        }
    }

    private static func appendOther(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let isEscaped =
            scalar.value < 0xA0 || scalar.value == 0x2028 || scalar.value == 0x2029
            || VisibleText.isBidiControl(scalar)
        guard isEscaped else {
            bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            return
        }
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u".utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.count)
        bytes += digits.utf8
    }
}
