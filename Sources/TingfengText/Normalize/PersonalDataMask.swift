/// Replaces personal data before anything is written (脱敏).
///
/// Masked are mobile phones, landlines with area code or after 电话, 400 and 800 numbers, identity
/// numbers, bank cards, number plates, e-mail addresses, WeChat and QQ accounts, names after 我叫,
/// 联系人, 本人, 姓名 or before 先生, 女士, and room numbers. Dates, amounts, public short numbers
/// (12345) and reference numbers after 编号 or 单号 stay. Masking what is masked changes nothing.
///
///     PersonalDataMask().mask("请回电13800138000").text  // "请回电***********"
///
/// - Complexity: one pass over the bytes, one more over texts in which something was found.
public struct PersonalDataMask: Sendable {
    /// The kinds that are masked.
    public let kinds: Set<MaskedSpan.Kind>

    /// Makes a mask.
    public init(kinds: Set<MaskedSpan.Kind> = Set(MaskedSpan.Kind.allCases)) {
        self.kinds = kinds
    }

    /// Returns the text with every character of personal data replaced by a mark of the same
    /// UTF-8 length (`*`, `×`, `＊`, `🞶`), so that offsets stay true, and the masked spans in order.
    public func mask(_ text: String) -> (text: String, spans: [MaskedSpan]) {
        var text = text
        var found = text.withUTF8 { find(in: $0) }
        guard !found.isEmpty else { return (text, []) }
        var spans: [MaskedSpan] = []
        // A mark can end a number that stood too close to another one to be seen, so look again
        // until there is no more to see; each round masks more of the text.
        while !found.isEmpty {
            text = masked(text, found)
            spans += found
            found = text.withUTF8 { find(in: $0) }
        }
        return (text, spans.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }

    private func find(in bytes: UnsafeBufferPointer<UInt8>) -> [MaskedSpan] {
        var pass = MaskPass(bytes, kinds: kinds)
        pass.find()
        return pass.spans
    }

    private func masked(_ text: String, _ spans: [MaskedSpan]) -> String {
        var bytes = Array(text.utf8)
        for span in spans {
            var index = span.range.lowerBound
            while index < span.range.upperBound {
                let mark = Self.mark(forLead: bytes[index])
                bytes.replaceSubrange(index..<(index + mark.count), with: mark)
                index += mark.count
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The mark as long as the character that begins with a byte.
    private static func mark(forLead byte: UInt8) -> [UInt8] {
        if byte < 0x80 { return marks[0] }
        return marks[byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3]
    }

    private static let marks = ["*", "×", "＊", "🞶"].map { Array($0.utf8) }
}
