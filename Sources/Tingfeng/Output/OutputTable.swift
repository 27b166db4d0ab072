/// A result of rows and columns (结果表), printed the same way by command line, server and reports.
///
///     let table = OutputTable(
///         columns: [OutputColumn("rank", zh: "排名", .right), OutputColumn("place", zh: "地点")],
///         rows: [[.int(1), .string("A市")]]
///     )
///     print(table.rendered(as: .md), terminator: "")
public struct OutputTable: Sendable, Equatable {
    /// Columns in the order printed.
    public var columns: [OutputColumn]
    /// One value per column in every row.
    public var rows: [[OutputValue]]

    /// Creates a table; every row must have one value per column.
    public init(columns: [OutputColumn], rows: [[OutputValue]] = []) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row misses a column")
        self.columns = columns
        self.rows = rows
    }

    /// Returns the whole table as text that ends with a line feed; `csv` has a heading line even
    /// without rows, `jsonl` is then empty.
    public func rendered(as format: OutputFormat, _ options: OutputOptions = .init()) -> String {
        switch format {
        case .table: TextTable(self, options: options).rendered()
        case .md: MarkdownTable(self, language: options.language).rendered()
        case .json: json.serialized(pretty: options.isPretty) + "\n"
        case .jsonl, .csv: rowStream(as: format, bom: options.bom)
        }
    }

    /// The rows as an array of objects with keys in column order.
    public var json: JSONValue {
        let writer = RowWriter(columns: columns, format: .jsonl)
        return .array(rows.map { writer.object($0) })
    }

    private func rowStream(as format: OutputFormat, bom: Bool) -> String {
        let writer = RowWriter(columns: columns, format: format == .csv ? .csv : .jsonl, bom: bom)
        var bytes: [UInt8] = []
        writer.appendHeading(to: &bytes)
        for row in rows { writer.append(row, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
