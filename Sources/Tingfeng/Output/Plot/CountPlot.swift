/// The one plot of pages, reports, `--plot` and alerts (计数图): observed counts as bars, or as a
/// line if there are many, the expected mean with its 80 % and 95 % bands, alarms and forecast.
///
///     CountPlot(title: "供水/停水 · B区", points: points, unit: "件/天").svg()
///
/// The picture is self-contained SVG without script, ids or fonts of its own, so that several fit
/// on one page; it is the same bytes for the same input.
public struct CountPlot: Sendable {
    let title: String
    let points: [PlotPoint]
    let unit: String
    let words: PlotWords
    let width: Double
    let height: Double

    /// Creates a plot of bins in time order without gaps; the size is in CSS pixels, at least
    /// 320 × 200.
    public init(
        title: String,
        points: [PlotPoint],
        unit: String = "",
        language: Language = .zh,
        width: Int = 920,
        height: Int = 320
    ) {
        self.title = title
        self.points = points.map(\.drawable)
        self.unit = unit
        words = PlotWords(language: language)
        self.width = Double(max(320, width))
        self.height = Double(max(200, height))
    }

    /// Returns the picture.
    ///
    /// - Complexity: O(bins); about 100 bytes per bin.
    public func svg() -> String {
        let summary = points.isEmpty ? "" : words.summary(points)
        var canvas = SVGCanvas(width: width, height: height, title: title, description: summary)
        let frame = PlotFrame(self)
        canvas.add(
            "rect",
            [
                .init("width", width),
                .init("height", height),
                .init("fill", "#FFFFFF"),
            ]
        )
        frame.legend.draw(title: title, period: words.period(points), on: &canvas)
        frame.drawGrid(unit: unit, on: &canvas)
        if points.isEmpty {
            canvas.addText(words.empty, x: width / 2, y: height / 2 + 20, anchor: "middle")
        }
        frame.drawBands(on: &canvas)
        if frame.hasBars {
            frame.drawCounts(words, on: &canvas)
            frame.drawMeans(on: &canvas)
        } else {
            frame.drawMeans(on: &canvas)
            frame.drawCounts(words, on: &canvas)
        }
        frame.drawAlarms(on: &canvas)
        return canvas.closed
    }
}
