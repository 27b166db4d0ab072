public import TingfengText

/// How a message file is to be read.
public struct ReaderOptions: Sendable {
    /// Form of the input, after any gzip.
    public enum Format: String, Sendable, CaseIterable {
        case auto, csv, jsonl, json, xlsx
    }

    /// Encoding of the input; UTF-16 takes its byte order from the mark, little endian without.
    public enum Encoding: String, Sendable, CaseIterable {
        case auto
        case utf8 = "utf-8"
        case gb18030
        case utf16 = "utf-16"
    }

    /// Form of the input; `auto` looks at its first bytes.
    public var format = Format.auto
    /// Encoding of the input; `auto` looks at its bytes.
    public var encoding = Encoding.auto
    /// Name of the worksheet; the first visible one if `nil`.
    public var sheet: String?
    /// Which columns fill which field.
    public var fieldMap = FieldMap.automatic
    /// Name of the source, above what the rows say; if `nil` the rows, then the preset decide.
    public var source: String?
    /// Zone of times that name none.
    public var time = LocalTime.china
    /// Masks texts before anybody sees them.
    public var mask = PersonalDataMask()
    /// Hashes callers, identifiers and contents; without a key callers are dropped.
    public var hashKey: HashKey?
    /// Hashes callers where there is no `hashKey`, to tell them apart within one run.
    public var callerKey: HashKey?
    /// Whether a message is known by what it says and when, for sources without ids of their own.
    public var identifiesByContent = false
    /// Bytes of one row beyond which it is rejected as too long.
    public var maxMessageBytes = 1 << 20
    /// Fields without which a row is rejected, and a table without their columns refused.
    ///
    /// A title may stand in for an empty body. Filters need less than the database.
    public var required: Set<MessageField> = [.id, .createdAt, .body]

    /// Everything found out from the input, times in Asia/Shanghai, callers dropped.
    public init() {}
}
