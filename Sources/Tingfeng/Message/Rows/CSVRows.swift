/// Rows of a delimited text file (CSV, semicolons, tabs), its first line the header.
final class CSVRows: RowSource {
    private let window: ByteWindow
    private let decoder: CellDecoder
    private let scanner: CSVScanner
    private let limit: Int
    private var fields: [CSVScanner.Field] = []
    private var names: [String] = []

    var headers: [String]? { names }

    /// Reads the header; a file without any line has no headers and no rows.
    init(_ window: ByteWindow, decoder: CellDecoder, limit: Int, path: String) throws(ReaderError) {
        self.window = window
        self.decoder = decoder
        self.limit = limit
        try window.require(1)
        scanner = CSVScanner(delimiter: window.withBytes(Self.delimiter))
        guard let header = try next() else { return }
        guard header.defect == nil else {
            throw .notATable(
                path: path,
                reason: "第一行不能作为表头（编码、引号或长度有误）；请检查文件格式和 --encoding"
            )
        }
        names = header.cells.map { $0 ?? "" }
    }

    /// The delimiter that occurs most often, outside quotes, in the first line that has any.
    private static func delimiter(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        var isInsideQuotes = false
        for byte in bytes {
            if byte == CSVScanner.quote { isInsideQuotes.toggle() }
            if byte == CSVScanner.newline, !isInsideQuotes, counts != [0, 0, 0] { break }
            if !isInsideQuotes, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let most = counts.indices.max {
            counts[$0] < counts[$1] || (counts[$0] == counts[$1] && $0 > $1)
        }
        return candidates[most ?? 0]
    }

    func moveHeader() throws(ReaderError) -> Bool {
        names = []
        guard let header = try next(), header.defect == nil else { return false }
        names = header.cells.map { $0 ?? "" }
        return true
    }

    func next() throws(ReaderError) -> SourceRow? {
        while true {
            if window.count == 0, try !window.fill() { return nil }
            switch window.withBytes(scan) {
            case .record(let length) where length <= limit:
                if let row = take(length) { return row }
            case .needsMore where window.count <= limit:
                try window.fill()
            case .record, .needsMore, .badQuote:
                return try skipBroken()
            }
        }
    }

    private func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVScanner.Outcome {
        scanner.scan(bytes, from: 0, isLast: window.isLast, into: &fields)
    }

    /// Takes the scanned record; `nil` if it is blank.
    private func take(_ length: Int) -> SourceRow? {
        let offset = window.offset
        var row = window.withBytes { read(fields, of: $0, offset: offset) }
        window.consume(length)
        if row.cells.allSatisfy({ $0?.isEmpty ?? true }) { return nil }
        checkWidth(&row)
        return row
    }

    private func read(
        _ fields: [CSVScanner.Field],
        of bytes: UnsafeBufferPointer<UInt8>,
        offset: Int
    ) -> SourceRow {
        var row = SourceRow(byteOffset: offset, names: names, cells: [])
        row.cells.reserveCapacity(fields.count)
        for (index, field) in fields.enumerated() {
            let (text, isExact) = decoder.decode(field, of: bytes)
            row.cells.append(text)
            if !isExact, row.defect == nil {
                row.defect = .undecodable(column: index < names.count ? names[index] : nil)
            }
        }
        return row
    }

    private func checkWidth(_ row: inout SourceRow) {
        guard !names.isEmpty, row.cells.count != names.count else { return }
        let surplus = row.cells.dropFirst(names.count)
        if row.cells.count > names.count, surplus.allSatisfy({ $0?.isEmpty ?? true }) {
            row.cells.removeLast(surplus.count)
            return
        }
        row.defect =
            row.defect
            ?? .init(
                reason: .malformed,
                detail: "应有 \(names.count) 列，实有 \(row.cells.count) 列；请检查多余或缺少的分隔符和引号。"
            )
        row.isMisaligned = true
        row.names = Self.names(names, count: row.cells.count)
    }

    /// Takes a record with broken quotes or beyond the limit, and what it may have swallowed.
    private func skipBroken() throws(ReaderError) -> SourceRow {
        let offset = window.offset
        var row = window.withBytes { beginning(of: $0, offset: offset) }
        let recovery = CSVRecovery(scanner: scanner, columns: names.count)
        var isInsideQuotes = false
        var isFound = false
        while !isFound {
            try window.require(limit)
            let end = window.withBytes {
                recovery.end(in: $0, isLast: window.isLast, isInsideQuotes: &isInsideQuotes)
            }
            window.consume(end ?? window.count)
            isFound = end != nil || window.isLast
        }
        row.defect =
            window.offset - offset > limit
            ? .tooLong(limit: limit)
            : .init(reason: .malformed, detail: "引号没有配对；请补上缺少的引号或删去多余的。")
        return row
    }

    /// The first cells of a broken record, cut at every delimiter, as a clue to what it was.
    private func beginning(of bytes: UnsafeBufferPointer<UInt8>, offset: Int) -> SourceRow {
        let line = bytes.prefix(SourceRow.clueBytes).prefix { $0 != CSVScanner.newline }
        var fields: [CSVScanner.Field] = []
        for piece in line.split(separator: scanner.delimiter, omittingEmptySubsequences: false) {
            fields.append(CSVScanner.Field(range: piece.startIndex..<piece.endIndex))
        }
        var row = read(fields, of: bytes, offset: offset)
        row.names = Self.names(names, count: row.cells.count)
        row.isMisaligned = true
        return row
    }

    private static func names(_ names: [String], count: Int) -> [String] {
        (0..<count).map { $0 < names.count ? names[$0] : "第\($0 + 1)列" }
    }
}
