/// Reads comma-separated lines (RFC 4180, quotes allowed) from bytes, one row at a time.
struct DelimitedLines {
    struct Row {
        /// Line of the file on which the row starts, from 1.
        var line: Int
        var cells: [String]
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Returns the next row that is neither empty nor a `#` comment, nil at the end.
    mutating func next() throws(TrendsError) -> Row? {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "#") {
                skipLine()
                continue
            }
            let start = line
            let cells = try readRow()
            if cells.count > 1 || cells.first?.isEmpty == false {
                return Row(line: start, cells: cells)
            }
        }
        return nil
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        position += 1
        line += 1
    }

    private mutating func readRow() throws(TrendsError) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try readCell())
            guard position < bytes.count else { return cells }
            let separator = bytes[position]
            position += 1
            if separator == UInt8(ascii: "\n") {
                line += 1
                return cells
            }
        }
    }

    private mutating func readCell() throws(TrendsError) -> String {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            return try readQuotedCell()
        }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ","),
            bytes[position] != UInt8(ascii: "\n")
        {
            position += 1
        }
        var end = position
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func readQuotedCell() throws(TrendsError) -> String {
        let startLine = line
        var cell: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                cell.append(byte)
                continue
            }
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
                return String(decoding: cell, as: UTF8.self)
            }
            cell.append(byte)
            position += 1
        }
        throw .unclosedQuote(line: startLine)
    }
}
