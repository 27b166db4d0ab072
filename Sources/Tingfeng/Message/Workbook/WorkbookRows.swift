/// Rows of one worksheet (XLSX), its first row that is not blank the header.
final class WorkbookRows: RowSource {
    private let xml: XMLScanner
    private let strings: SharedStrings
    private let styles: DateStyles
    private let limit: Int
    private var names: [String] = []
    let dayShift: Int

    var headers: [String]? { names }

    // 1904-01-01 is day 1462 of the 1900 system.
    private static let daysTo1904 = 1462
    /// Columns of a worksheet at most.
    private static let columnLimit = 16_384

    init(_ archive: ZipArchive, sheet: String?, limit: Int) throws(ReaderError) {
        self.limit = limit
        let path = archive.path
        let parts = try WorkbookParts(archive)
        let sheetPath = try parts.sheet(named: sheet, path: path)
        dayShift = parts.uses1904 ? Self.daysTo1904 : 0
        func open(_ part: String) -> XMLScanner? {
            archive.entry(part).map { XMLScanner($0, path: path, part: part) }
        }
        guard let xml = open(sheetPath) else { throw .damaged(path: path, part: sheetPath) }
        self.xml = xml
        if let styled = open(parts.styles) {
            styles = try DateStyles(styled)
        } else {
            styles = .init()
        }
        if let shared = open(parts.sharedStrings) {
            strings = try SharedStrings(shared, path: path)
        } else {
            strings = SharedStrings()
        }
        _ = try moveHeader()
    }

    func moveHeader() throws(ReaderError) -> Bool {
        names = []
        guard let header = try next(), header.defect == nil else { return false }
        names = header.cells.map { $0 ?? "" }
        while names.last?.isEmpty == true { names.removeLast() }
        return true
    }

    func next() throws(ReaderError) -> SourceRow? {
        while true {
            switch try xml.next() {
            case .end: return nil
            case .open where xml.name == "row":
                if let row = try readRow() { return row }
            default: break
            }
        }
    }

    /// Reads the cells up to the end of the row; `nil` if it is blank.
    private func readRow() throws(ReaderError) -> SourceRow? {
        var row = SourceRow(byteOffset: nil, names: names, cells: [])
        var size = 0
        while true {
            switch try xml.next() {
            case .end: return nil
            case .close where xml.name == "row":
                return row.cells.allSatisfy { $0?.isEmpty ?? true } ? nil : finish(row, size: size)
            case .open where xml.name == "c":
                try readCell(into: &row, size: &size)
            default: break
            }
        }
    }

    private func finish(_ row: SourceRow, size: Int) -> SourceRow {
        var row = row
        if size > limit, row.defect == nil { row.defect = .tooLong(limit: limit) }
        guard !names.isEmpty else { return row }
        let missing = names.count - row.cells.count
        row.cells.append(contentsOf: repeatElement(nil, count: max(0, missing)))
        row.cells.removeLast(max(0, -missing))
        return row
    }

    private func readCell(into row: inout SourceRow, size: inout Int) throws(ReaderError) {
        let column = xml.attribute("r").flatMap(Self.column) ?? row.cells.count
        let type = xml.attribute("t") ?? "n"
        let style = xml.attribute("s").flatMap { Int($0) } ?? 0
        let raw = try readValue(isInline: type == "inlineStr")
        guard column < Self.columnLimit else { return }
        while row.cells.count <= column { row.cells.append(nil) }
        guard !raw.isEmpty else { return }
        let text = value(String(decoding: raw, as: UTF8.self), type: type, style: style)
        if text == nil {
            row.defect = .init(
                reason: .malformed,
                column: column < names.count ? names[column] : nil,
                detail: "单元格指向工作簿中不存在的文字；请用表格软件重新另存该文件。"
            )
        }
        size += text?.utf8.count ?? 0
        row.cells[column] = text
    }

    /// The bytes of the cell's `v`, or of its inline string.
    private func readValue(isInline: Bool) throws(ReaderError) -> [UInt8] {
        var rich = RichText()
        var value: [UInt8] = []
        var isInsideValue = false
        while true {
            let event = try xml.next()
            switch (event, xml.name) {
            case (.end, _), (.close, "c"):
                return isInline ? XMLEntities.unescape(rich.text) : value
            case (.open, "v"): isInsideValue = true
            case (.close, "v"): isInsideValue = false
            case (.text, _) where isInsideValue: value += xml.text
            default: rich.follow(event, xml)
            }
        }
    }

    // MARK: Values

    private func value(_ raw: String, type: String, style: Int) -> String? {
        switch type {
        case "s": return Int(raw).flatMap { strings[$0] }
        case "b": return raw == "1" ? "true" : "false"
        case "n": return styles.isDate(style) ? date(raw) : Self.number(raw)
        default: return raw
        }
    }

    /// A day number as a date; times without a date and nonsense stay numbers.
    private func date(_ raw: String) -> String {
        guard let day = Double(raw), day >= 1, day < 2_958_466 else { return raw }
        return CivilTime(clockSeconds: TimeParser.wallSeconds(excelDay: day + Double(dayShift)))
            .description
    }

    /// A whole number without point or exponent, as it looks in the sheet.
    private static func number(_ raw: String) -> String {
        guard raw.contains(where: { $0 == "E" || $0 == "e" || $0 == "." }), let value = Double(raw),
            value == value.rounded(), abs(value) < 9e15
        else { return raw }
        return String(Int(value))
    }

    /// Column number, from 0, of a reference such as AB12.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
            guard column <= columnLimit else { return columnLimit }
        }
        return column > 0 ? column - 1 : nil
    }
}
