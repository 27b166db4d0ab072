/// A GitHub-flavoured Markdown table whose cells can neither break it nor carry markup.
struct MarkdownTable {
    let table: OutputTable
    let language: Language

    init(_ table: OutputTable, language: Language) {
        self.table = table
        self.language = language
    }

    func rendered() -> String {
        var lines = [
            line(table.columns.map { Self.escaped($0.heading(in: language)) }),
            line(table.columns.map { $0.alignment == .right ? "---:" : "---" }),
        ]
        lines += table.rows.map { row in
            line(row.map { Self.escaped($0.displayText(in: language)) })
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    /// Returns the text with every character that means something inside a table cell escaped:
    /// masked numbers hold `*`, hostile text holds links and tags.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in VisibleText.oneLine(text) {
            if "\\`*_[]<>|~&".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
