/// Rows of a JSON array of objects, or of objects one after another, wherever their lines end.
final class JSONObjectRows: RowSource {
    private let window: ByteWindow
    private let reader: JSONRowReader
    private let limit: Int
    private var isFinished = false

    var headers: [String]? { nil }

    init(_ window: ByteWindow, decoder: CellDecoder, limit: Int) {
        self.window = window
        self.limit = limit
        reader = JSONRowReader(decoder: decoder)
    }

    func next() throws(ReaderError) -> SourceRow? {
        guard !isFinished, let byte = try skipSeparators() else { return nil }
        if byte == UInt8(ascii: "]") {
            isFinished = true
            return nil
        }
        return byte == UInt8(ascii: "{") ? try object() : try strangeElement()
    }

    /// Skips what may stand between two objects and returns the byte after it.
    private func skipSeparators() throws(ReaderError) -> UInt8? {
        while true {
            let start = window.withBytes { bytes in
                bytes.firstIndex {
                    $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "[")
                }
            }
            window.consume(start ?? window.count)
            if start != nil { return window.withBytes(\.first) }
            if try !window.fill() { return nil }
        }
    }

    // MARK: Objects

    private func object() throws(ReaderError) -> SourceRow? {
        let offset = window.offset
        var span = JSONSpan()
        while true {
            let end = window.withBytes { span.end(in: $0) }
            if let end { return take(end, offset: offset) }
            if window.count > limit { return try skipBroken(span) }
            if try !window.fill() { return try skipBroken(span) }
        }
    }

    private func take(_ length: Int, offset: Int) -> SourceRow? {
        defer { window.consume(length) }
        return window.withBytes { bytes in
            guard length <= limit else {
                return clue(bytes, offset: offset, .tooLong(limit: limit))
            }
            return reader.read(UnsafeBufferPointer(rebasing: bytes[..<length]), offset: offset)
        }
    }

    private func clue(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        _ defect: SourceRow.Defect
    ) -> SourceRow {
        let start = UnsafeBufferPointer(rebasing: bytes.prefix(SourceRow.clueBytes))
        return reader.clue(start, offset: offset, defect)
    }

    /// Takes an object that does not end: up to where the next one seems to begin, if that is in
    /// sight, else to its end, however far.
    private func skipBroken(_ span: JSONSpan) throws(ReaderError) -> SourceRow {
        let next = window.withBytes(Self.nextObject)
        let isTooLong = next == nil && window.count > limit
        let clue = window.withBytes { bytes in
            let defect: SourceRow.Defect = isTooLong ? .tooLong(limit: limit) : .malformedJSON
            return self.clue(bytes, offset: window.offset, defect)
        }
        if let next { window.consume(next) } else { try skipToEnd(span) }
        return clue
    }

    private func skipToEnd(_ span: JSONSpan) throws(ReaderError) {
        var span = span
        while true {
            let end = window.withBytes { span.end(in: $0) }
            window.consume(end ?? window.count)
            span.restart()
            if end != nil { return }
            if try !window.fill() { return }
        }
    }

    /// Where "}", a comma and "{" follow each other: the end of one object and the start of another.
    private static func nextObject(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var expected = UInt8(ascii: "}")
        for (i, byte) in bytes.enumerated() where byte > 0x20 {
            switch (expected, byte) {
            case (UInt8(ascii: ","), UInt8(ascii: ",")): expected = UInt8(ascii: "{")
            case (UInt8(ascii: "{"), UInt8(ascii: "{")): return i
            default: expected = UInt8(ascii: byte == UInt8(ascii: "}") ? "," : "}")
            }
        }
        return nil
    }

    /// Takes an element that is no object.
    private func strangeElement() throws(ReaderError) -> SourceRow {
        let row = window.withBytes { clue($0, offset: window.offset, .malformedJSON) }
        while true {
            let end = window.withBytes { bytes in
                bytes.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "]") }
            }
            window.consume(end ?? window.count)
            if end != nil { return row }
            if try !window.fill() { return row }
        }
    }
}

/// Follows the braces and strings of one object across pieces of its bytes.
struct JSONSpan {
    private var depth = 0
    private var isInsideString = false
    private var isEscaped = false
    /// Bytes followed so far.
    private var position = 0

    /// Returns where the object that begins the bytes ends; if it does not, the next call goes on
    /// after the bytes seen.
    mutating func end(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if isInsideString {
                follow(string: byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInsideString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth <= 0 { return position }
            default: break
            }
        }
        return nil
    }

    private mutating func follow(string byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInsideString = false
        }
    }

    /// The bytes seen were taken away; the next call begins at the front of what follows.
    mutating func restart() {
        position = 0
    }
}
