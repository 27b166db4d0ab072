import Foundation

/// Whole lines as bytes: what stands on the command line, else the standard input piece by piece.
struct ByteLines {
    private static let pieceSize = 1 << 20

    private var given: [UInt8]?
    private let isStandardInput: Bool
    /// The beginning of a line whose end is still to come.
    private var rest: [UInt8] = []
    private var isAtEnd = false

    init(_ text: [String]) {
        isStandardInput = text.isEmpty || text == ["-"]
        given = isStandardInput ? nil : Array(text.joined(separator: " ").utf8)
    }

    /// Returns the lines that have come, nil at the end.
    ///
    /// On a terminal every line is answered at once.
    mutating func next() -> [UInt8]? {
        guard isStandardInput else {
            defer { given = nil }
            return given
        }
        while !isAtEnd {
            let start = rest.count
            rest += [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
                count = max(read(STDIN_FILENO, buffer.baseAddress, buffer.count), 0)
            }
            isAtEnd = rest.count == start
            if !isAtEnd, let end = rest[start...].lastIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeFirst(end + 1) }
                return Array(rest[...end])
            }
        }
        defer { rest = [] }
        return rest.isEmpty ? nil : rest
    }

    /// Splits lines into parts of about the same size.
    static func split(_ lines: [UInt8], parts: Int) -> [ArraySlice<UInt8>] {
        let size = max(lines.count / max(parts, 1), 1)
        var slices: [ArraySlice<UInt8>] = []
        var start = 0
        while start < lines.count {
            let near = min(start + size, lines.count)
            let end = lines[max(near - 1, start)...].firstIndex(of: UInt8(ascii: "\n"))
            let next = end.map { $0 + 1 } ?? lines.count
            slices.append(lines[start..<next])
            start = next
        }
        return slices
    }
}
