/// Reads the tags and texts of an XML stream one after another.
///
/// Made for the parts of a workbook: names lose their prefix, comments and processing instructions
/// are skipped, a document type is refused, so no entity can be declared, let alone expand.
/// Foundation's `XMLParser` calls back for the whole document and cannot stop between two rows.
final class XMLScanner {
    /// What was found; see `name`, `text` and `attribute`.
    enum Event {
        case open, close, text, end
    }

    /// Longest tag or text; a cell holds 32,767 characters at most.
    private static let pieceLimit = 1 << 22

    private let window: ByteWindow
    private let path: String
    private let part: String
    private var tag: [UInt8] = []
    private var closesItself = false
    /// Name of the element that opens or closes, without prefix.
    private(set) var name = ""
    /// Decoded bytes of a text.
    private(set) var text: [UInt8] = []

    init(_ window: ByteWindow, path: String, part: String) {
        self.window = window
        self.path = path
        self.part = part
    }

    private var damaged: ReaderError { .damaged(path: path, part: part) }

    /// Returns the next tag or piece of text.
    func next() throws(ReaderError) -> Event {
        if closesItself {
            closesItself = false
            return .close
        }
        while true {
            if window.count == 0, try !window.fill() { return .end }
            guard window.withBytes({ $0[0] }) == UInt8(ascii: "<") else { return try scanText() }
            try window.require(9)
            if let event = try scanMarkup() { return event }
        }
    }

    /// The decoded value of an attribute of the element that just opened.
    func attribute(_ wanted: StaticString) -> String? {
        tag.withUnsafeBufferPointer { XMLAttributes($0).value(of: wanted) }
    }

    // MARK: Markup

    private func scanMarkup() throws(ReaderError) -> Event? {
        func starts(_ mark: StaticString) -> Bool {
            window.withBytes { $0.starts(with: UnsafeBufferPointer(mark)) }
        }
        if starts("<!--") { return try skip("-->") }
        if starts("<?") { return try skip("?>") }
        if starts("<![CDATA[") { return try scanCDATA() }
        if starts("<!") { throw damaged }
        return try scanTag()
    }

    private func skip(_ mark: StaticString) throws(ReaderError) -> Event? {
        window.consume(try find(mark, from: 2))
        return nil
    }

    private func scanCDATA() throws(ReaderError) -> Event {
        let end = try find("]]>", from: 9)
        text = window.withBytes { Array($0[9..<(end - 3)]) }
        window.consume(end)
        return .text
    }

    /// Returns where the first `mark` at or after `start` ends.
    private func find(_ mark: StaticString, from start: Int) throws(ReaderError) -> Int {
        let pattern = UnsafeBufferPointer(mark)
        while true {
            let found = window.withBytes { bytes in
                bytes.indices.dropFirst(start).first { bytes[$0...].starts(with: pattern) }
            }
            if let found { return found + pattern.count }
            guard window.count < Self.pieceLimit, try window.fill() else { throw damaged }
        }
    }

    private func scanTag() throws(ReaderError) -> Event {
        let end = try tagEnd()
        let isClosing = window.withBytes { $0[1] } == UInt8(ascii: "/")
        window.withBytes { bytes in
            let inner = bytes[(isClosing ? 2 : 1)..<end]
            closesItself = !isClosing && inner.last == UInt8(ascii: "/")
            tag.removeAll(keepingCapacity: true)
            tag.append(contentsOf: closesItself ? inner.dropLast() : inner)
        }
        window.consume(end + 1)
        let whole = tag.prefix { $0 > 0x20 }
        let local = whole.lastIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
        name = String(decoding: local, as: UTF8.self)
        return isClosing ? .close : .open
    }

    /// Index of the ">" of the tag at the front; one inside an attribute's quotes does not count.
    private func tagEnd() throws(ReaderError) -> Int {
        while true {
            let found = window.withBytes { bytes -> Int? in
                var quote: UInt8 = 0
                for (i, byte) in bytes.enumerated() {
                    if quote != 0 {
                        if byte == quote { quote = 0 }
                    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                        quote = byte
                    } else if byte == UInt8(ascii: ">") {
                        return i
                    }
                }
                return nil
            }
            if let found { return found }
            guard window.count < Self.pieceLimit, try window.fill() else { throw damaged }
        }
    }

    // MARK: Text

    private func scanText() throws(ReaderError) -> Event {
        while true {
            let end = window.withBytes { $0.firstIndex(of: UInt8(ascii: "<")) }
            if end != nil || window.isLast {
                let count = end ?? window.count
                text.removeAll(keepingCapacity: true)
                window.withBytes { XMLEntities.decode($0[..<count], into: &text) }
                window.consume(count)
                return .text
            }
            guard window.count < Self.pieceLimit else { throw damaged }
            try window.fill()
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate init(_ string: StaticString) {
        self.init(start: string.utf8Start, count: string.utf8CodeUnitCount)
    }
}
