/// Writes rows one by one as CSV or JSON Lines, for results too long to hold as a table.
public struct RowWriter: Sendable {
    /// The formats in which a row does not depend on the others.
    public enum Format: Sendable {
        case csv
        case jsonl
    }

    /// Columns in the order written.
    public let columns: [OutputColumn]
    /// What the rows are written as.
    public let format: Format
    /// Whether CSV starts with a UTF-8 byte order mark.
    public let bom: Bool

    /// Creates a writer of rows with these columns.
    public init(columns: [OutputColumn], format: Format, bom: Bool = false) {
        self.columns = columns
        self.format = format
        self.bom = bom
    }

    /// Appends what stands before the first row: the keys in CSV, nothing in JSON Lines.
    public func appendHeading(to bytes: inout [UInt8]) {
        guard format == .csv else { return }
        if bom { bytes += [0xEF, 0xBB, 0xBF] }
        CSVCell.appendLine(columns.map { .string($0.key) }, to: &bytes)
    }

    /// Appends one row with its line feed.
    public func append(_ row: [OutputValue], to bytes: inout [UInt8]) {
        switch format {
        case .csv:
            CSVCell.appendLine(row, to: &bytes)
        case .jsonl:
            object(row).serialize(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    func object(_ row: [OutputValue]) -> JSONValue {
        .object(zip(columns, row).map { JSONMember($0.key, $1.json) })
    }
}
