import TingfengText

/// Finds out what an input is and opens its rows.
struct InputOpener {
    /// An input ready to be read.
    struct Opened {
        var rows: any RowSource
        var format: ReaderOptions.Format
        var decoder: CellDecoder
        /// Whether the bytes after the first line hardly look like text.
        var looksBinary = false
    }

    let path: String
    let options: ReaderOptions

    /// Bytes looked at to tell form and encoding.
    private static let sample = 1 << 18

    func open() throws(ReaderError) -> Opened {
        try open(FileInput(path: path), isPlainFile: path != "-")
    }

    /// Opens an input; `isPlainFile` says that `path` names its bytes, so that a workbook can be
    /// read in place.
    func open(_ input: any ByteInput, isPlainFile: Bool = false) throws(ReaderError) -> Opened {
        var isPlainFile = isPlainFile
        var window = ByteWindow(input)
        try window.require(Self.sample)
        if starts(window, [0x1F, 0x8B]) {
            isPlainFile = false
            window = ByteWindow(try GzipInput(window, path: path))
            try window.require(Self.sample)
        }
        if starts(window, [0x50, 0x4B, 0x03, 0x04]) {
            return try openWorkbook(window, isPlainFile: isPlainFile)
        }
        try refuseForeignForms(window)
        return try openText(window)
    }

    private func openWorkbook(
        _ window: ByteWindow,
        isPlainFile: Bool
    ) throws(ReaderError) -> Opened {
        let archive =
            isPlainFile
            ? try ZipArchive(path: path) : try ZipArchive(reading: window, path: path)
        let rows = try WorkbookRows(
            archive,
            sheet: options.sheet,
            limit: options.maxMessageBytes
        )
        return Opened(rows: rows, format: .xlsx, decoder: CellDecoder(.utf8))
    }

    private func starts(_ window: ByteWindow, _ magic: [UInt8]) -> Bool {
        window.withBytes { $0.starts(with: magic) }
    }

    private func refuseForeignForms(_ window: ByteWindow) throws(ReaderError) {
        if starts(window, [0xD0, 0xCF, 0x11, 0xE0]) {
            throw .notATable(path: path, reason: "这是旧版 .xls 或加密的工作簿；请另存为未加密的 .xlsx 或 CSV")
        }
        if options.format == .xlsx, window.count > 0 {
            throw .notATable(path: path, reason: "这不是 XLSX 工作簿；请改 --format 或重新导出")
        }
        if starts(window, Array("%PDF".utf8)) {
            throw .notATable(path: path, reason: "这是 PDF 文件；请导出为 CSV 或 XLSX")
        }
    }

    // MARK: Text

    private func openText(_ window: ByteWindow) throws(ReaderError) -> Opened {
        let encoding = encoding(of: window)
        var window = try transcoded(window, encoding, if: encoding?.isUTF16 ?? false)
        // Below a proper header, strange bytes are bad rows; a file that begins with them is none
        // of ours.
        guard !window.withBytes(Self.beginsBinary) else { throw Self.binary(path) }
        let looksBinary = window.withBytes { Self.looksBinary($0[...]) }
        let format = options.format == .auto ? Self.format(of: window) : options.format
        var cells = encoding?.isUTF16 ?? false ? TextEncoding.utf8 : encoding
        if format == .json, cells == .gb18030 {
            window = try transcoded(window, cells, if: true)
            cells = .utf8
        }
        var opened = try rows(window, format, CellDecoder(cells))
        opened.looksBinary = looksBinary
        return opened
    }

    /// Tells the encoding and takes the byte order mark away.
    private func encoding(of window: ByteWindow) -> TextEncoding? {
        let mark = window.withBytes(EncodingDetector.byteOrderMark)
        if let mark, options.encoding == .auto || mark.encoding.fits(options.encoding) {
            window.consume(mark.length)
            return mark.encoding
        }
        switch options.encoding {
        case .utf8: return .utf8
        case .gb18030: return .gb18030
        case .utf16: return .utf16LittleEndian
        case .auto: return window.withBytes(EncodingDetector.detect)
        }
    }

    private func transcoded(
        _ window: ByteWindow,
        _ encoding: TextEncoding?,
        if isWanted: Bool
    ) throws(ReaderError) -> ByteWindow {
        guard isWanted, let decoder = encoding.flatMap(TextDecoder.init) else { return window }
        let transcoded = ByteWindow(TranscodedInput(window, decoder: decoder))
        try transcoded.require(Self.sample)
        return transcoded
    }

    /// Whether the first line is no text.
    private static func beginsBinary(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        looksBinary(bytes.drop { $0 == CSVScanner.newline }.prefix { $0 != CSVScanner.newline })
    }

    /// Text has no NUL and hardly a control character.
    private static func looksBinary(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let controls = bytes.count { $0 < 0x20 && !(0x09...0x0D).contains($0) }
        return bytes.contains(0) || controls * 20 > bytes.count
    }

    static func binary(_ path: String) -> ReaderError {
        .notATable(path: path, reason: "内容是二进制数据；请导出为 CSV、XLSX 或 JSONL")
    }

    private static func format(of window: ByteWindow) -> ReaderOptions.Format {
        window.withBytes { bytes in
            let text = bytes.drop { $0 <= 0x20 }
            if text.first == UInt8(ascii: "[") { return .json }
            guard text.first == UInt8(ascii: "{") else { return .csv }
            // A brace alone in its line opens an object that is spread over lines.
            let line = text.dropFirst().prefix { $0 != CSVScanner.newline }
            return line.contains { $0 > 0x20 } ? .jsonl : .json
        }
    }

    private func rows(
        _ window: ByteWindow,
        _ format: ReaderOptions.Format,
        _ decoder: CellDecoder
    ) throws(ReaderError) -> Opened {
        let limit = options.maxMessageBytes
        let rows: any RowSource
        switch format {
        case .jsonl: rows = JSONLineRows(window, decoder: decoder, limit: limit)
        case .json: rows = JSONObjectRows(window, decoder: decoder, limit: limit)
        default: rows = try CSVRows(window, decoder: decoder, limit: limit, path: path)
        }
        return Opened(rows: rows, format: format, decoder: decoder)
    }
}

extension TextEncoding {
    fileprivate var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    fileprivate func fits(_ asked: ReaderOptions.Encoding) -> Bool {
        isUTF16 ? asked == .utf16 : rawValue == asked.rawValue
    }
}
