public import Tingfeng

/// The evidence of an incident as one HTML file (依据页): no script, nothing from elsewhere.
public struct ExplanationPage {
    private let explanation: Explanation
    private let time: LocalTime
    private let language: Language

    /// Makes the page of an explanation.
    public init(_ explanation: Explanation, time: LocalTime, language: Language) {
        self.explanation = explanation
        self.time = time
        self.language = language
    }

    /// The whole file, the same bytes for the same evidence.
    public var html: String {
        let incident = explanation.incident
        let title = incident.title ?? incident.peak.dimensions.name
        let plot = CountPlot(
            title: incident.peak.dimensions.name,
            points: explanation.trend.plotPoints(time: time),
            unit: language.text(zh: "件/天", en: "messages a day"),
            language: language
        )
        let fields = explanation.record(time: time).fields
        return """
            <!doctype html>
            <html lang="\(language.text(zh: "zh-CN", en: "en"))">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>\(Self.escaped(title))</title>
            <style>\(Self.style)</style>
            <h1><span class="\(incident.severity.rawValue)">\(incident.severity.rawValue)</span> \
            \(Self.escaped(title))</h1>
            \(plot.svg())
            \(facts(fields))
            \(fields.map(section).joined())
            </html>

            """
    }

    private static let style = """
        body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;\
        max-width:960px;margin:2em auto;padding:0 1em;color:#1b1f24;background:#fff}\
        h1{font-size:1.4em}h2{font-size:1.1em;margin:1.6em 0 .4em}svg{max-width:100%;height:auto}\
        table{border-collapse:collapse;width:100%}\
        th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-top:1px solid #d0d7de;\
        overflow-wrap:break-word}th{font-weight:600}dl{display:grid;\
        grid-template-columns:max-content 1fr;gap:.2em 1em}dt{color:#57606a}dd{margin:0}\
        .warning,.alert,.critical{font-size:.7em;padding:.2em .6em;border-radius:1em;color:#fff;\
        vertical-align:middle}.warning{background:#6e5a00}.alert{background:#a04000}\
        .critical{background:#a40e26}@media print{body{margin:0;max-width:none}}
        """

    /// What fits in a line.
    private func facts(_ fields: [OutputField]) -> String {
        let lines = fields.compactMap { field -> String? in
            switch field.value {
            case .list, .null: return nil
            default:
                let text = field.value.displayText(in: language)
                return "<dt>\(Self.escaped(field.label(in: language)))</dt>"
                    + "<dd>\(Self.escaped(text))</dd>"
            }
        }
        return "<dl>\(lines.joined(separator: "\n"))</dl>"
    }

    /// A list of objects as a table under its name; nothing for all else.
    private func section(_ field: OutputField) -> String {
        guard case .list(let values) = field.value else { return "" }
        let rows = values.compactMap { value -> [OutputField]? in
            if case .object(let fields) = value { fields } else { nil }
        }
        guard let first = rows.first else { return "" }
        // Earlier incidents have many fields that are empty in all of them.
        let kept = first.indices.filter { place in
            rows.contains { $0.count > place && $0[place].value != .null }
        }
        let heads = kept.map { "<th>\(Self.escaped(first[$0].label(in: language)))</th>" }
        let lines = rows.map { row in
            let cells = kept.map { place in
                "<td>\(Self.escaped(row[place].value.displayText(in: language)))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let name = Self.escaped(field.label(in: language))
        return "<h2>\(name)</h2><table><tr>\(heads.joined())</tr>"
            + lines.joined(separator: "\n") + "</table>\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Marks that turn the direction of text would let it pose as other text.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
