/// Text of one SVG picture, written element by element with the same numbers on every machine.
struct SVGCanvas {
    private var text: String

    /// Opens a picture that screen readers announce by title and description.
    init(width: Double, height: Double, title: String, description: String) {
        let size = [width, height].map(Self.number)
        text =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
            + "width=\"\(size[0])\" height=\"\(size[1])\" viewBox=\"0 0 \(size[0]) \(size[1])\" "
            + "font-family=\"\(Self.fonts)\" font-size=\"12\">\n"
            + "<title>\(Self.escaped(title))</title>\n"
        if !description.isEmpty { text += "<desc>\(Self.escaped(description))</desc>\n" }
    }

    private static let fonts =
        "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

    /// The whole picture.
    var closed: String { text + "</svg>\n" }

    /// Adds an empty element, or one with a tooltip.
    mutating func add(_ element: String, tooltip: String? = nil, _ attributes: [Attribute]) {
        text += "<\(element)"
        for attribute in attributes { text += " \(attribute.name)=\"\(attribute.value)\"" }
        guard let tooltip else {
            text += "/>\n"
            return
        }
        text += "><title>\(Self.escaped(tooltip))</title></\(element)>\n"
    }

    /// Adds a line of text at its baseline; `anchor` is `start`, `middle` or `end`.
    mutating func addText(
        _ content: String,
        x: Double,
        y: Double,
        anchor: String = "start",
        fill: String = "#444",
        style: String = ""
    ) {
        text +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\" "
            + "fill=\"\(fill)\"\(style.isEmpty ? "" : " " + style)>\(Self.escaped(content))</text>\n"
    }

    /// A name and value, escaped where it is free text.
    struct Attribute {
        let name: String
        let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = SVGCanvas.escaped(value)
        }

        init(_ name: String, _ value: Double) {
            self.name = name
            self.value = SVGCanvas.number(value)
        }

        /// Points of a polyline or polygon.
        init(_ name: String, _ points: [(x: Double, y: Double)]) {
            self.name = name
            value = points.map { "\(SVGCanvas.number($0.x)),\(SVGCanvas.number($0.y))" }
                .joined(separator: " ")
        }
    }

    /// Returns a coordinate with at most one digit after the point.
    static func number(_ value: Double) -> String {
        let text = DecimalText.fixed(value, decimals: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Returns text for XML content and attributes; characters that XML forbids become visible.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in VisibleText.oneLine(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
