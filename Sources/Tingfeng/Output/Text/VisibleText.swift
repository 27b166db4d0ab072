/// Text of unknown origin made harmless and readable on one line of a terminal or page.
enum VisibleText {
    /// Returns the text with white space runs as one space, control characters as their pictures
    /// (ESC is ␛), bidirectional controls spelled out (`[U+202E]`) and invisible format characters
    /// removed; joiners stay, since emoji need them.
    static func oneLine(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if !isSpace {
                append(scalar, to: &result)
            } else if !isAfterSpace {
                // An ideographic space is wide on purpose: keep its look.
                result.append(scalar == "\u{3000}" ? scalar : " ")
            }
            isAfterSpace = isSpace
        }
        if isAfterSpace, !result.isEmpty { result.removeLast() }
        return String(result)
    }

    /// Whether the character changes the direction of what follows (Unicode Annex #9).
    static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func append(
        _ scalar: Unicode.Scalar,
        to result: inout String.UnicodeScalarView
    ) {
        switch scalar.value {
        case 0x21..<0x7F, 0x200D: result.append(scalar)
        case 0x00..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
        case 0x7F: result.append("\u{2421}")
        case 0x80..<0xA0: result.append("\u{FFFD}")
        default:
            if isBidiControl(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                let zeros = String(repeating: "0", count: max(0, 4 - code.count))
                result.append(contentsOf: "[U+\(zeros)\(code)]".unicodeScalars)
            } else if scalar.properties.generalCategory != .format {
                result.append(scalar)
            }
        }
    }
}
