/// Title, period and legend above a ``CountPlot``; the legend names only what is drawn and takes
/// another row where it is too long.
struct PlotLegend {
    private enum Mark {
        case bar
        case line(String, dash: String)
        case area(opacity: String)
        case outline
        case alarm
    }

    private struct Item {
        let mark: Mark
        let word: String

        /// Width with the gap to the next; 12-pixel text takes about 6.4 per cell.
        var width: Double { 36 + 6.4 * Double(displayWidth(word)) }
    }

    let hasBars: Bool
    private let rows: [[Item]]
    private let width: Double

    private static let left = 16.0
    private static let rowHeight = 18.0
    private static let firstBaseline = 46.0

    /// The style of a bin that is not over.
    static let outline: [SVGCanvas.Attribute] = [
        .init("fill", "#FFFFFF"), .init("fill-opacity", "0.6"),
        .init("stroke", PlotColor.observedLine), .init("stroke-dasharray", "3 2"),
    ]

    init(_ plot: CountPlot, hasBars: Bool) {
        self.hasBars = hasBars
        width = plot.width
        var rows: [[Item]] = [[]]
        var x = Self.left
        for item in Self.items(plot.points, plot.words, hasBars: hasBars) {
            if x + item.width - 16 > plot.width - Self.left {
                rows.append([])
                x = Self.left
            }
            rows[rows.count - 1].append(item)
            x += item.width
        }
        self.rows = rows
    }

    /// Where the plot may begin.
    var bottom: Double { Self.firstBaseline + Self.rowHeight * Double(rows.count - 1) + 2 }

    private static func items(
        _ points: [PlotPoint],
        _ words: PlotWords,
        hasBars: Bool
    ) -> [Item] {
        let observed: Mark = hasBars ? .bar : .line(PlotColor.observedLine, dash: "none")
        let candidates: [(Item, (PlotPoint) -> Bool)] = [
            (Item(mark: observed, word: words.observed), { $0.count != nil }),
            (
                Item(mark: .line(PlotColor.expected, dash: "none"), word: words.expected),
                { $0.expected != nil && !$0.isForecast }
            ),
            (Item(mark: .area(opacity: "0.52"), word: words.band80), { $0.band80 != nil }),
            (Item(mark: .area(opacity: "0.22"), word: words.band95), { $0.band95 != nil }),
            (
                Item(mark: .line(PlotColor.forecast, dash: "6 3"), word: words.forecast),
                { $0.isForecast }
            ),
            (Item(mark: .alarm, word: words.alarm), { $0.isAlarm }),
            (Item(mark: .outline, word: words.provisional), { $0.isProvisional && hasBars }),
        ]
        return candidates.filter { points.contains(where: $0.1) }.map(\.0)
    }
}

extension PlotLegend {
    func draw(title: String, period: String, on canvas: inout SVGCanvas) {
        let right = width - Self.left
        let room = right - Self.left - 12 - 6.6 * Double(displayWidth(period))
        // 15-pixel semi-bold text takes about 8.2 per cell.
        let title = shortened(VisibleText.oneLine(title), toWidth: Int(room / 8.2))
        let style = "font-size=\"15\" font-weight=\"600\""
        canvas.addText(title, x: Self.left, y: 24, fill: "#111", style: style)
        canvas.addText(period, x: right, y: 24, anchor: "end")
        for (index, row) in rows.enumerated() {
            let baseline = Self.firstBaseline + Self.rowHeight * Double(index)
            var x = Self.left
            for item in row {
                draw(item.mark, x: x, y: baseline - 4, on: &canvas)
                canvas.addText(item.word, x: x + 20, y: baseline)
                x += item.width
            }
        }
    }

    /// Draws a mark 15 wide whose middle is at height `y`.
    private func draw(_ mark: Mark, x: Double, y: Double, on canvas: inout SVGCanvas) {
        switch mark {
        case .bar: drawSwatch(x, y, Self.fill(PlotColor.observedBar, "0.85"), on: &canvas)
        case .area(let opacity):
            drawSwatch(x, y, Self.fill(PlotColor.band, opacity), on: &canvas)
        case .outline: drawSwatch(x, y, Self.outline, on: &canvas)
        case .line(let color, let dash):
            canvas.add(
                "polyline",
                [
                    .init("points", [(x, y), (x + 15, y)]),
                    .init("stroke", color),
                    .init("stroke-width", 2),
                    .init("stroke-dasharray", dash),
                ]
            )
        case .alarm:
            canvas.add(
                "polygon",
                [
                    .init("points", [(x + 7, y + 4), (x + 2, y - 4), (x + 12, y - 4)]),
                    .init("fill", PlotColor.alarm),
                ]
            )
        }
    }

    private static func fill(_ color: String, _ opacity: String) -> [SVGCanvas.Attribute] {
        [.init("fill", color), .init("fill-opacity", opacity)]
    }

    private func drawSwatch(
        _ x: Double,
        _ y: Double,
        _ style: [SVGCanvas.Attribute],
        on canvas: inout SVGCanvas
    ) {
        canvas.add(
            "rect",
            [
                .init("x", x), .init("y", y - 5.5), .init("width", 15), .init("height", 11),
            ] + style
        )
    }
}
