/// The bins of a series laid onto the columns of a terminal: up to three cells per bin if there is
/// room, else several bins per column.
struct PlotColumns {
    /// One point per column.
    let points: [PlotPoint]
    /// Cells per column.
    let cell: Int
    let binsPerColumn: Int
    let ticks: DateTicks
    /// Cells that labels may use.
    let available: Int

    var width: Int { points.count * cell }

    init(_ bins: [PlotPoint], width: Int) {
        available = width
        cell = min(3, max(1, width / bins.count))
        binsPerColumn = (bins.count + width - 1) / width
        points = Self.merged(bins, by: binsPerColumn)
        ticks = DateTicks(points, atMost: points.count * cell / 8)
    }

    /// Returns one line with a character for each column; wide columns leave a gap to the next.
    func line(_ character: (PlotPoint) -> Character) -> String {
        var line = ""
        for point in points {
            line += String(repeating: character(point), count: max(1, cell - 1))
            if cell > 1 { line += " " }
        }
        return line
    }

    private static func merged(_ bins: [PlotPoint], by size: Int) -> [PlotPoint] {
        guard size > 1 else { return bins }
        return stride(from: 0, to: bins.count, by: size).map { start in
            let group = bins[start..<min(bins.count, start + size)]
            var point = bins[start]
            point.count = group.compactMap(\.count).max()
            point.expected = group.compactMap(\.expected).max()
            point.band95 = group.compactMap(\.band95).max { $0.upper < $1.upper }
            point.isAlarm = group.contains(where: \.isAlarm)
            point.isForecast = group.allSatisfy(\.isForecast)
            point.isProvisional = group.contains(where: \.isProvisional)
            return point
        }
    }
}
