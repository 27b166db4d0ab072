/// What the reader makes of the columns of a file.
public struct HeaderSummary: Sendable, Equatable {
    /// Use of one column.
    public enum Use: Sendable, Equatable {
        case field(MessageField)
        case extra
        case dropped
    }

    /// One column of the input.
    public struct Column: Sendable, Equatable {
        /// The header as it stands in the input.
        public var header: String
        /// What becomes of the column.
        public var use: Use
    }

    /// In the order of the input; for JSON in the order in which keys were first seen.
    public private(set) var columns: [Column] = []
    /// The preset that fits the headers best.
    public internal(set) var preset: FieldPreset?

    /// Headers that neither preset nor map names.
    public var dropped: [String] {
        columns.filter { $0.use == .dropped }.map(\.header)
    }

    /// Headers that fill a field.
    public func headers(of field: MessageField) -> [String] {
        columns.filter { $0.use == .field(field) }.map(\.header)
    }

    private var seen: Set<String> = []

    mutating func add(_ header: String, _ use: Use) {
        guard seen.insert(header).inserted else { return }
        columns.append(Column(header: header, use: use))
    }
}
