/// Finds the fields of one CSV record in bytes (RFC 4180, any one-byte delimiter).
///
/// It works on the bytes of UTF-8 and GB18030 alike: quote, comma, semicolon, tab and newline never
/// occur inside a character of either.
struct CSVScanner {
    /// A field inside the scanned bytes, quotes left out.
    struct Field {
        var range: Range<Int>
        /// Whether the field holds doubled quotes.
        var hasEscapes = false
    }

    /// How a scan ended.
    enum Outcome: Equatable {
        /// A record; the next one begins at `next`.
        case record(next: Int)
        /// The bytes end inside the record.
        case needsMore
        /// A quote is not closed, or text follows a closing quote.
        case badQuote
    }

    static let quote = UInt8(ascii: "\"")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    let delimiter: UInt8

    /// Scans the record that begins at `start`; `isLast` says that nothing follows `bytes`.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        isLast: Bool,
        into fields: inout [Field]
    ) -> Outcome {
        fields.removeAll(keepingCapacity: true)
        var i = start
        while true {
            let isQuoted = i < bytes.count && bytes[i] == Self.quote
            let end = isQuoted ? quoted(bytes, i + 1, &fields) : plain(bytes, i, &fields)
            guard let end else { return isLast ? .badQuote : .needsMore }
            guard end < bytes.count else { return isLast ? .record(next: end) : .needsMore }
            switch bytes[end] {
            case delimiter: i = end + 1
            case Self.newline: return .record(next: end + 1)
            default: return .badQuote
            }
        }
    }

    /// Scans an unquoted field and returns its end: a delimiter, a newline or the end of the bytes.
    private func plain(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ fields: inout [Field]
    ) -> Int? {
        var i = start
        while i < bytes.count, bytes[i] != delimiter, bytes[i] != Self.newline { i += 1 }
        let hasReturn =
            i > start && bytes[i - 1] == Self.carriageReturn
            && (i == bytes.count || bytes[i] == Self.newline)
        fields.append(Field(range: start..<(hasReturn ? i - 1 : i)))
        return i
    }

    /// Scans the inside of a quoted field and returns what stands after its closing quote, a
    /// carriage return skipped; `nil` if the quote is not closed.
    private func quoted(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ fields: inout [Field]
    ) -> Int? {
        var i = start
        var hasEscapes = false
        while i < bytes.count {
            guard bytes[i] == Self.quote else {
                i += 1
                continue
            }
            guard i + 1 < bytes.count, bytes[i + 1] == Self.quote else {
                fields.append(Field(range: start..<i, hasEscapes: hasEscapes))
                return afterReturn(bytes, i + 1)
            }
            hasEscapes = true
            i += 2
        }
        return nil
    }

    private func afterReturn(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        guard i < bytes.count, bytes[i] == Self.carriageReturn else { return i }
        let isLineEnd = i + 1 == bytes.count || bytes[i + 1] == Self.newline
        return isLineEnd ? i + 1 : i
    }
}
