/// The HTML tags that turn up in message texts and what they do to a line.
enum HTMLTag {
    enum Effect: Equatable {
        /// Leaves no trace: the words on both sides belong together.
        case inline
        /// Separates, as a blank does.
        case block
        /// Hides what follows it up to the closing tag, given here.
        case hidden(until: StaticString)

        static func == (left: Effect, right: Effect) -> Bool {
            switch (left, right) {
            case (.inline, .inline), (.block, .block), (.hidden, .hidden): true
            default: false
            }
        }
    }

    private static let inlineNames = [
        "a", "abbr", "b", "big", "code", "em", "font", "i", "ins", "label", "mark", "s", "small",
        "span", "strong", "sub", "sup", "u", "o:p", "wbr",
    ]
    private static let blockNames = [
        "article", "blockquote", "body", "br", "button", "center", "dd", "div", "dl", "dt",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "img",
        "input", "li", "link", "meta", "ol", "option", "p", "pre", "section", "select", "table",
        "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video", "iframe",
        "st1:chsdate", "xml",
    ]
    private static let longestName = 11

    private static let effects: [UInt64: Effect] = {
        var effects: [UInt64: Effect] = [:]
        for name in inlineNames { effects[NameHash(name).value] = .inline }
        for name in blockNames { effects[NameHash(name).value] = .block }
        effects[NameHash("style").value] = .hidden(until: "</style")
        effects[NameHash("script").value] = .hidden(until: "</script")
        return effects
    }()

    /// Reads a tag name in any case; nil if it is none of the known ones.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> (effect: Effect, nameEnd: Int)? {
        var hash = NameHash()
        var index = start
        while index < bytes.count, index - start <= longestName, isNameByte(bytes[index]) {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index])
            hash.append(isCapital ? bytes[index] | 0x20 : bytes[index])
            index += 1
        }
        guard index > start, index < bytes.count, endsName(bytes[index]),
            let effect = effects[hash.value]
        else { return nil }
        return (effect, index)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }
}

/// FNV-1a of a short name: a dictionary key that needs no string.
struct NameHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ name: String) {
        for byte in name.utf8 { append(byte) }
    }

    mutating func append(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
