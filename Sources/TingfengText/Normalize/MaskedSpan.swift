/// Where personal data stood and what it was.
public struct MaskedSpan: Sendable, Hashable {
    /// Kinds of personal data; the raw value is stored and printed.
    public enum Kind: String, Sendable, CaseIterable {
        case phone, id, bankcard, plate, email, wechat, name
        case addressDetail = "address_detail"
    }

    /// What was masked.
    public var kind: Kind
    /// Bytes of the text, which masking leaves at the same place.
    public var range: Range<Int>

    /// Makes a span.
    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
