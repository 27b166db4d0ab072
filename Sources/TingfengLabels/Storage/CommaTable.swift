/// Reads a small comma-separated table, the form of taxonomy and region files.
///
/// RFC 4180: quotes, doubled quotes, newlines in quotes. Messages have a reader of their own.
enum CommaTable {
    /// Returns the cells of each row, surrounding spaces removed; empty lines are left out.
    static func rows(of text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        func endCell() {
            row.append(trimmed(cell))
            cell = String.UnicodeScalarView()
        }
        func endRow() {
            endCell()
            if row != [""] { rows.append(row) }
            row = []
        }
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
            switch scalar {
            case "\"":
                // A doubled quote closes and opens again; the second one is then a character.
                if !isQuoted, cell.last == "\u{0}" {
                    cell.removeLast()
                    cell.append("\"")
                } else if isQuoted {
                    cell.append("\u{0}")
                }
                isQuoted.toggle()
            case "," where !isQuoted: endCell()
            case "\n" where !isQuoted: endRow()
            default: cell.append(scalar)
            }
        }
        if !cell.isEmpty || !row.isEmpty { endRow() }
        return rows
    }

    private static func trimmed(_ cell: String.UnicodeScalarView) -> String {
        let kept = cell.filter { $0 != "\u{0}" && $0 != "\r" }
        let text = String(String.UnicodeScalarView(kept))
        return String(
            text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        )
    }
}
