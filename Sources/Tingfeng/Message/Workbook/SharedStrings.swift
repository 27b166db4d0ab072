/// The texts that the cells of a workbook share, in one block of memory.
struct SharedStrings {
    /// Bytes held at most.
    private static let limit = 256 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init() {}

    /// Reads `sharedStrings.xml`: runs of rich text are joined, readings (`rPh`) left out.
    init(_ xml: XMLScanner, path: String) throws(ReaderError) {
        var reader = RichText()
        while true {
            let event = try xml.next()
            if event == .end { return }
            reader.follow(event, xml)
            guard event == .close, xml.name == "si" else { continue }
            bytes += XMLEntities.unescape(reader.text)
            ends.append(bytes.count)
            reader = RichText()
            guard bytes.count <= Self.limit else {
                throw .tooLargeUnpacked(path: path, megabytes: Self.limit >> 20)
            }
        }
    }

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
    }
}

/// Collects the text of a string item or an inline string.
struct RichText {
    private(set) var text: [UInt8] = []
    private var isInsideText = false
    private var isInsideReading = false

    mutating func follow(_ event: XMLScanner.Event, _ xml: XMLScanner) {
        switch (event, xml.name) {
        case (.open, "rPh"): isInsideReading = true
        case (.close, "rPh"): isInsideReading = false
        case (.open, "t"): isInsideText = !isInsideReading
        case (.close, "t"): isInsideText = false
        case (.text, _) where isInsideText: text += xml.text
        default: break
        }
    }
}
