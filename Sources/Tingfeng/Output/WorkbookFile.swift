import CXlsxWriter

/// Writes tables as an XLSX workbook, one sheet a table.
///
/// Text is stored as text, so no cell is ever a formula; equal tables give equal bytes.
public struct WorkbookFile: Sendable {
    /// One sheet: its name and its content.
    public struct Sheet: Sendable {
        /// Name on the tab, at most 31 characters.
        public var name: String
        /// What it holds.
        public var table: OutputTable

        /// A sheet of its parts.
        public init(name: String, table: OutputTable) {
            self.name = name
            self.table = table
        }
    }

    /// Excel's limit on the characters of a cell.
    private static let longestText = 32_767

    private let sheets: [Sheet]
    private let language: Language

    /// A workbook of sheets.
    public init(_ sheets: [Sheet], language: Language = .zh) {
        self.sheets = sheets
        self.language = language
    }

    /// Writes the file; `created`, in seconds since 1970, is stored in it.
    ///
    /// - Throws: ``WorkbookError`` if the file cannot be written.
    public func write(to path: String, created: Int64) throws(WorkbookError) {
        guard let book = cxlsx_new(path, created) else { throw WorkbookError(path: path, code: 1) }
        var code: Int32 = 0
        for sheet in sheets where code == 0 {
            guard let page = cxlsx_add_sheet(book, sheet.name) else {
                code = 1
                continue
            }
            code = write(sheet.table, to: page)
        }
        let closing = cxlsx_close(book)
        guard code == 0, closing == 0 else {
            throw WorkbookError(path: path, code: code == 0 ? closing : code)
        }
    }

    /// Returns the first error number, or 0.
    private func write(_ table: OutputTable, to page: OpaquePointer) -> Int32 {
        for (column, heading) in table.columns.enumerated() {
            let text = language.text(zh: heading.zh, en: heading.en)
            let code = cxlsx_write_heading(page, 0, UInt16(column), text)
            guard code == 0 else { return code }
        }
        for (row, values) in table.rows.enumerated() {
            for (column, value) in values.enumerated() {
                let code = write(value, to: page, UInt32(row + 1), UInt16(column))
                guard code == 0 else { return code }
            }
        }
        return 0
    }

    private func write(
        _ value: OutputValue,
        to page: OpaquePointer,
        _ row: UInt32,
        _ column: UInt16
    ) -> Int32 {
        switch value {
        case .null: return 0
        case .int(let number): return cxlsx_write_number(page, row, column, Double(number))
        case .double(let number, _), .significant(let number, _), .percent(let number, _):
            return number.isFinite ? cxlsx_write_number(page, row, column, number) : 0
        default:
            let text = value.displayText(in: language)
            let kept = text.utf16.count <= Self.longestText ? text : Self.shortened(text)
            return cxlsx_write_text(page, row, column, kept)
        }
    }

    private static func shortened(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            count += UTF16.width(scalar)
            if count >= longestText { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }
}

/// A workbook that could not be written.
public struct WorkbookError: Error, Equatable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// Error number of libxlsxwriter.
    public let code: Int32

    /// One sentence: what, where, what to do.
    public var description: String {
        "工作簿 \(path) 写不进去（错误 \(code)）：请检查目录是否存在、是否有写权限、磁盘是否已满。"
    }
}
