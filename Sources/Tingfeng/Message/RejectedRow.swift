/// A row that could not become a message (拒收行), kept for repair.
public struct RejectedRow: Sendable, Equatable {
    /// Why a row was rejected; the raw value is stored and printed.
    public enum Reason: String, Sendable, CaseIterable {
        case undecodable
        case malformed
        case missingField = "missing_field"
        case badTime = "bad_time"
        case badValue = "bad_value"
        case tooLong = "too_long"
        case duplicateID = "duplicate_id"
    }

    /// File name as the user gave it.
    public var file: String
    /// 1-based row of data; the header is not counted.
    public var row: Int
    /// Where the row begins in the decoded file, or `nil` where the form has no offsets (XLSX).
    public var byteOffset: Int?
    /// Header of the offending column, if one column is to blame.
    public var column: String?
    /// Why it was rejected.
    public var reason: Reason
    /// One sentence with the remedy, free of personal data.
    public var detail: String
    /// The row's cells after lossy decoding and masking, by header.
    public var cells: [String: String]

    /// Makes a rejected row of its parts.
    public init(
        file: String,
        row: Int,
        byteOffset: Int?,
        column: String?,
        reason: Reason,
        detail: String,
        cells: [String: String]
    ) {
        self.file = file
        self.row = row
        self.byteOffset = byteOffset
        self.column = column
        self.reason = reason
        self.detail = detail
        self.cells = cells
    }
}
