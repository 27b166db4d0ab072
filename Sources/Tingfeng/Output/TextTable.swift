/// Aligned columns for a terminal (终端表格): two spaces between columns, a rule of hyphens below
/// the headings, widths counted in terminal cells.
struct TextTable {
    private let columns: [OutputColumn]
    private let headings: [String]
    private let cells: [[String]]
    private let widths: [Int]
    private let isColored: Bool

    private static let gap = 2
    /// No column is shortened below this width.
    private static let narrowest = 8

    init(_ table: OutputTable, options: OutputOptions) {
        columns = table.columns
        isColored = options.isColored
        headings = columns.map { VisibleText.oneLine($0.heading(in: options.language)) }
        cells = table.rows.map { row in
            row.map { VisibleText.oneLine($0.displayText(in: options.language)) }
        }
        let natural = Self.naturalWidths(headings, cells)
        guard let width = options.width else {
            widths = natural
            return
        }
        let isText = columns.indices.map { column in
            table.rows.contains { $0[column].isText }
        }
        widths = Self.fitted(natural, isText: isText, to: width)
    }

    func rendered() -> String {
        let heading = line(headings)
        var lines = [isColored ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading]
        lines.append(line(widths.map { String(repeating: "-", count: $0) }))
        lines += cells.map(line)
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ row: [String]) -> String {
        var result = ""
        for (index, cell) in row.enumerated() {
            let text = shortened(cell, toWidth: widths[index])
            let padding = String(repeating: " ", count: widths[index] - displayWidth(text))
            let isLast = index == row.count - 1
            switch columns[index].alignment {
            case .right: result += padding + text
            case .left: result += isLast ? text : text + padding
            }
            if !isLast { result += String(repeating: " ", count: Self.gap) }
        }
        return result
    }

    private static func naturalWidths(_ headings: [String], _ cells: [[String]]) -> [Int] {
        var widths = headings.map(displayWidth)
        for row in cells {
            for (index, cell) in row.enumerated() {
                widths[index] = max(widths[index], displayWidth(cell))
            }
        }
        return widths
    }

    /// Takes cells from the widest text column, one at a time, until the line fits.
    private static func fitted(_ natural: [Int], isText: [Bool], to width: Int) -> [Int] {
        var widths = natural
        var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
        while excess > 0 {
            let candidates = widths.indices.filter { isText[$0] && widths[$0] > narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
