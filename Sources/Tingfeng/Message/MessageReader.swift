public import TingfengText

/// Reads messages from a file or standard input, one row after another, in memory that does not
/// grow with the file.
///
///     var reader = try MessageReader(path: "export.csv", options: ReaderOptions())
///     while let row = try reader.next() {
///         if case .message(let message) = row { print(message.id, message.title) }
///     }
///
/// A row that cannot be read comes out as `.rejected`; an error means that the file as a whole
/// cannot be read, or cannot be read further. Standard input can be read once.
public struct MessageReader: ~Copyable {
    /// The name of the input as given, in every rejected row.
    public let path: String
    /// What the input turned out to be, never `auto`.
    public let format: ReaderOptions.Format
    /// Rows read so far, rejected ones included.
    public private(set) var rowCount = 0

    private let rows: any RowSource
    private let decoder: CellDecoder
    private var assembler: MessageAssembler
    /// Required fields that no row of JSON has had a key for, once a whole row was seen.
    private var unseen: Set<MessageField>
    private var hasSeenRow = false

    /// Rows of JSON after which a required key that none of them has is missing altogether.
    private static let patience = 1000
    /// First lines among which the header may stand.
    private static let titleLines = 5

    /// Opens a file, or standard input for "-", and reads its header.
    ///
    /// - Throws: `ReaderError` if it cannot be opened, is no table, or lacks a required column.
    public init(path: String, options: ReaderOptions) throws(ReaderError) {
        try self.init(InputOpener(path: path, options: options).open(), path, options)
    }

    /// Reads bytes in memory; `name` stands for the path in errors and rejected rows.
    public init(bytes: [UInt8], name: String, options: ReaderOptions) throws(ReaderError) {
        let opener = InputOpener(path: name, options: options)
        try self.init(opener.open(MemoryInput(bytes)), name, options)
    }

    private init(
        _ input: InputOpener.Opened,
        _ path: String,
        _ options: ReaderOptions
    ) throws(ReaderError) {
        self.path = path
        format = input.format
        rows = input.rows
        decoder = input.decoder
        assembler = MessageAssembler(options: options, dayShift: rows.dayShift)
        unseen = rows.headers == nil ? options.required : []
        if options.identifiesByContent { unseen.remove(.id) }
        try Self.settleHeader(of: input, assembler, path, options.mask)
        if let headers = rows.headers, !headers.isEmpty { _ = assembler.plan(for: headers) }
    }

    /// Finds the header: exports often begin with a line or two of title.
    private static func settleHeader(
        of input: InputOpener.Opened,
        _ assembler: MessageAssembler,
        _ path: String,
        _ mask: PersonalDataMask
    ) throws(ReaderError) {
        guard let first = input.rows.headers, !first.isEmpty else { return }
        var widest = first
        for _ in 0..<titleLines {
            let headers = input.rows.headers ?? []
            guard assembler.missingField(in: headers) != nil else { return }
            if headers.count > widest.count { widest = headers }
            guard try input.rows.moveHeader() else { break }
        }
        guard let field = assembler.missingField(in: widest) else { return }
        if input.looksBinary { throw InputOpener.binary(path) }
        // Without a header line rows of data stand here: masked, like any text.
        let shown = widest.map { mask.mask($0).text }
        throw .missingColumn(path: path, field: field, headers: shown)
    }

    /// Columns seen so far and what becomes of them.
    public var header: HeaderSummary { assembler.summary }

    /// The encoding, once a byte told it; `nil` for pure ASCII.
    public var encoding: TextEncoding? { decoder.encoding }

    /// Returns the next row, or `nil` at the end of the input.
    public mutating func next() throws(ReaderError) -> ReadRow? {
        guard let row = try rows.next() else {
            if rowCount > 0 { try checkKeys() }
            return nil
        }
        rowCount += 1
        note(row)
        if rowCount == Self.patience { try checkKeys() }
        return assembler.assemble(row, file: path, number: rowCount)
    }

    /// Reads all remaining rows.
    public mutating func read(_ body: (ReadRow) throws -> Void) throws {
        while let row = try next() { try body(row) }
    }

    private mutating func note(_ row: SourceRow) {
        guard !unseen.isEmpty, row.defect == nil else { return }
        hasSeenRow = true
        let plan = assembler.plan(for: row.names)
        unseen = unseen.filter { !plan.has($0) && !($0 == .body && plan.has(.title)) }
    }

    /// Throws if a required key was in no row; rows that were all broken say nothing about keys.
    private func checkKeys() throws(ReaderError) {
        guard hasSeenRow, let field = MessageField.allCases.first(where: unseen.contains) else {
            return
        }
        throw .missingColumn(path: path, field: field, headers: header.columns.map(\.header))
    }
}
