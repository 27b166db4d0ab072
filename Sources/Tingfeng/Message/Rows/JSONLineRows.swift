/// Rows of JSON Lines: one object a line.
final class JSONLineRows: RowSource {
    private let window: ByteWindow
    private let reader: JSONRowReader
    private let limit: Int
    /// Bytes of the window that hold no newline.
    private var searched = 0

    var headers: [String]? { nil }

    init(_ window: ByteWindow, decoder: CellDecoder, limit: Int) {
        self.window = window
        self.limit = limit
        reader = JSONRowReader(decoder: decoder)
    }

    func next() throws(ReaderError) -> SourceRow? {
        while let length = try lineLength() {
            let offset = window.offset
            guard length <= limit else {
                let row = window.withBytes { bytes in
                    let start = UnsafeBufferPointer(rebasing: bytes.prefix(SourceRow.clueBytes))
                    return reader.clue(start, offset: offset, .tooLong(limit: limit))
                }
                try skipLine()
                return row
            }
            let row = window.withBytes { bytes in
                reader.read(UnsafeBufferPointer(rebasing: bytes[..<length]), offset: offset)
            }
            take(length)
            if let row { return row }
        }
        return nil
    }

    /// Length of the line at the front, its newline included; more than `limit` if it is too long
    /// to look for its end; `nil` at the end of the file.
    private func lineLength() throws(ReaderError) -> Int? {
        while true {
            let searched = searched
            let newline = window.withBytes { $0[searched...].firstIndex(of: CSVScanner.newline) }
            if let newline { return newline + 1 }
            self.searched = window.count
            if window.count > limit { return window.count }
            if try !window.fill() { return window.count > 0 ? window.count : nil }
        }
    }

    private func take(_ length: Int) {
        window.consume(length)
        searched = 0
    }

    private func skipLine() throws(ReaderError) {
        while true {
            let newline = window.withBytes { $0.firstIndex(of: CSVScanner.newline) }
            take(newline.map { $0 + 1 } ?? window.count)
            if newline != nil { return }
            if try !window.fill() { return }
        }
    }
}
