/// A small value that people write as one word, such as `15m`, `32MiB` or `60/min`.
///
/// It reads from text with a failable initializer, prints in one canonical way, and encodes as what
/// it prints. The command line and the configuration file read it alike.
public protocol TextValue: LosslessStringConvertible, Encodable, Hashable, Sendable {
    /// What to write instead of a text that is no such value, in Chinese, with examples.
    static var form: String { get }
}

extension TextValue {
    /// Encodes the canonical text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Splits `32MiB` into a number and the unit after it; `nil` unless the text begins with a digit
/// and holds ASCII only.
func splitQuantity(_ text: String) -> (number: Double, unit: String)? {
    guard let first = text.utf8.first, (48...57).contains(first) else { return nil }
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let number = Double(digits), number.isFinite else { return nil }
    return (number, String(text.dropFirst(digits.count)))
}
