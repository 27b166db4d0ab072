/// CSV cells (RFC 4180), with "\n" instead of CR LF so that Unix tools see no stray CR; Excel, WPS
/// and LibreOffice read both.
///
/// Text that a spreadsheet would run as a formula gets a leading `'` (OWASP, "CSV Injection"):
/// text beginning with `=`, `+`, `-`, `@` or their full-width forms, with a tab or a line break.
/// Text that already has a `'` before such a character gets another one, so that removing one `'`
/// there gives every text back. Numbers, dates and truth values are never touched.
enum CSVCell {
    static func appendLine(_ values: [OutputValue], to bytes: inout [UInt8]) {
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(value, to: &bytes)
        }
        // A line of one empty cell would be a blank line, which readers skip.
        if values.count == 1, values[0].plainText.isEmpty { bytes += [0x22, 0x22] }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func append(_ value: OutputValue, to bytes: inout [UInt8]) {
        let text = value.plainText
        let isGuarded = value.isText && beginsLikeFormula(text)
        guard text.utf8.contains(where: needsQuotes) else {
            if isGuarded { bytes.append(UInt8(ascii: "'")) }
            bytes += text.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    static func beginsLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
        default: return false
        }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
            || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
