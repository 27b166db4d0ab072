/// A series drawn with block characters (终端趋势图), plain text without colour.
///
/// Bars are counts, `─` the expected mean, `╌` the upper end of the 95 % band, `▲` below the axis a
/// count above the band, `▒` a bin that is not over, a broken axis `┄` the forecast. A marker that a bar covers is not drawn: a bar above the last
/// `╌` is higher than expected.
public struct TerminalPlot: Sendable {
    private let title: String
    private let points: [PlotPoint]
    private let words: PlotWords

    /// Creates a plot of bins in time order without gaps.
    public init(title: String, points: [PlotPoint], language: Language = .zh) {
        self.title = VisibleText.oneLine(title)
        self.points = points.map(\.drawable)
        words = PlotWords(language: language)
    }

    /// Returns the plot as lines, each at most `width` (at least 24) cells, with about `height`
    /// rows of bars.
    ///
    /// If there are more bins than columns, a column shows the maximum of several bins, which the
    /// last line says.
    public func rendered(width: Int = 80, height: Int = 10) -> String {
        guard !points.isEmpty else { return "\(title)  \(words.empty)\n" }
        let width = max(24, width)
        let scale = CountScale(points)
        let margin = DecimalText.grouped(scale.top).count + 2
        let columns = PlotColumns(points, width: width - margin)
        var lines = [shortened("\(title)  \(words.period(points))", toWidth: width)]
        lines += bars(columns, scale, height: height, margin: margin)
        lines.append(axis(columns, margin: margin))
        let indent = String(repeating: " ", count: margin)
        if columns.points.contains(where: \.isAlarm) {
            lines.append(indent + columns.line { $0.isAlarm ? "▲" : " " })
        }
        lines.append(dates(columns, margin: margin))
        lines.append(shortened(indent + legend(columns), toWidth: width))
        return lines.map { Self.withoutTrailingSpace($0) + "\n" }.joined()
    }

    private func bars(
        _ columns: PlotColumns,
        _ scale: CountScale,
        height: Int,
        margin: Int
    ) -> [String] {
        let perInterval = max(1, height / scale.intervals)
        let rows = scale.intervals * perInterval
        return (0..<rows).reversed().map { row in
            let isTick = (row + 1).isMultiple(of: perInterval)
            let tick = isTick ? (row + 1) / perInterval * scale.step : nil
            let label = Self.axisLabel(tick, margin: margin) + (isTick ? "┤" : "│")
            return label + columns.line { Self.cell($0, scale, row: row, of: rows) }
        }
    }

    private static func axisLabel(_ number: Int?, margin: Int) -> String {
        let text = number.map(DecimalText.grouped) ?? ""
        return String(repeating: " ", count: max(0, margin - 2 - text.count)) + text + " "
    }

    /// Returns what stands in one row of a column; a row is eight steps high.
    private static func cell(
        _ point: PlotPoint,
        _ scale: CountScale,
        row: Int,
        of rows: Int
    ) -> Character {
        let steps = Int((scale.share(Double(point.count ?? 0)) * Double(rows * 8)).rounded(.up))
        let filled = min(8, max(0, steps - row * 8))
        if filled > 0 { return point.isProvisional ? "▒" : blocks[filled - 1] }
        func isHere(_ value: Double?) -> Bool {
            guard let value else { return false }
            return min(rows - 1, Int(scale.share(value) * Double(rows))) == row
        }
        if isHere(point.expected) { return "─" }
        return isHere(point.band95?.upper) ? "╌" : " "
    }

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private func axis(_ columns: PlotColumns, margin: Int) -> String {
        var line = columns.points.flatMap { point in
            [Character](repeating: point.isForecast ? "┄" : "─", count: columns.cell)
        }
        for tick in columns.ticks.ticks { line[tick.index * columns.cell] = "┬" }
        return Self.axisLabel(0, margin: margin) + "└" + String(line)
    }

    private func dates(_ columns: PlotColumns, margin: Int) -> String {
        var line = ""
        for tick in columns.ticks.ticks {
            let start = tick.index * columns.cell
            guard line.isEmpty || line.count < start else { continue }
            guard start + tick.label.count <= columns.available else { continue }
            line += String(repeating: " ", count: start - line.count) + tick.label
        }
        return String(repeating: " ", count: margin) + line
    }

    private func legend(_ columns: PlotColumns) -> String {
        var parts = ["█ \(words.observed)"]
        if points.contains(where: { $0.expected != nil }) { parts.append("─ \(words.expected)") }
        if points.contains(where: { $0.band95 != nil }) { parts.append("╌ \(words.band95)") }
        if points.contains(where: \.isForecast) { parts.append("┄ \(words.forecast)") }
        if points.contains(where: \.isAlarm) { parts.append("▲ \(words.alarm)") }
        if points.contains(where: \.isProvisional) { parts.append("▒ \(words.provisional)") }
        if columns.binsPerColumn > 1 {
            parts.append(
                words.language.text(
                    zh: "每列为 \(columns.binsPerColumn) 格中的最大值",
                    en: "each column: maximum of \(columns.binsPerColumn) bins"
                )
            )
        }
        return parts.joined(separator: "  ")
    }

    private static func withoutTrailingSpace(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}

extension TerminalPlot {
    /// Returns one character per count, `▁` for 0 and `█` for the maximum, a space where there is
    /// none; with a width, the last counts that fit.
    public static func sparkline(_ counts: [Int?], width: Int? = nil) -> String {
        let shown = counts.suffix(max(0, width ?? counts.count))
        let highest = max(1, shown.compactMap(\.self).max() ?? 1)
        return String(
            shown.map { count -> Character in
                guard let count else { return " " }
                let share = Double(max(0, count)) / Double(highest)
                return blocks[Int((share * 7).rounded())]
            }
        )
    }
}
