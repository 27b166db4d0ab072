/// Which cell styles show a number as a date.
struct DateStyles {
    private var isDate: [Bool] = []

    init() {}

    /// Reads `styles.xml`.
    init(_ xml: XMLScanner) throws(ReaderError) {
        var formats: [Int: String] = [:]
        var isInsideCells = false
        while true {
            let event = try xml.next()
            switch (event, xml.name) {
            case (.end, _): return
            case (.open, "numFmt"):
                if let id = xml.attribute("numFmtId").flatMap({ Int($0) }) {
                    formats[id] = xml.attribute("formatCode")
                }
            case (.open, "cellXfs"): isInsideCells = true
            case (.close, "cellXfs"): isInsideCells = false
            case (.open, "xf") where isInsideCells:
                let id = xml.attribute("numFmtId").flatMap { Int($0) } ?? 0
                isDate.append(formats[id].map(Self.showsDate) ?? Self.isBuiltInDate(id))
            default: break
            }
        }
    }

    func isDate(_ style: Int) -> Bool {
        isDate.indices.contains(style) && isDate[style]
    }

    /// ECMA-376 part 1, 18.8.30, with the formats of Chinese versions.
    private static func isBuiltInDate(_ id: Int) -> Bool {
        switch id {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a format code has letters of a date outside quotes, brackets and escapes.
    static func showsDate(_ code: String) -> Bool {
        var closing: Character?
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if let expected = closing {
                if character == expected { closing = nil }
            } else {
                switch character {
                case "\"": closing = "\""
                case "[": closing = "]"
                case "\\", "_", "*": isEscaped = true
                case "y", "d", "h", "s", "m": return true
                default: break
                }
            }
        }
        return false
    }
}
