/// Where things stand in a ``CountPlot``: bins from left to right, counts from bottom to top.
struct PlotFrame {
    let points: [PlotPoint]
    let scale: CountScale
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let legend: PlotLegend

    /// Width of one bin.
    var step: Double { (right - left) / Double(max(1, points.count)) }
    /// Bars narrower than this blur into each other.
    var hasBars: Bool { legend.hasBars }

    init(_ plot: CountPlot) {
        points = plot.points
        scale = CountScale(plot.points)
        left = 22 + 7 * Double(DecimalText.grouped(scale.top).count)
        right = plot.width - 16
        legend = PlotLegend(plot, hasBars: (right - left) / Double(max(1, points.count)) >= 3)
        top = legend.bottom + (plot.unit.isEmpty ? 16 : 30)
        bottom = plot.height - 28
    }

    func leftEdge(_ index: Int) -> Double { left + Double(index) * step }
    func center(_ index: Int) -> Double { leftEdge(index) + step / 2 }
    func y(_ value: Double) -> Double { bottom - scale.share(value) * (bottom - top) }

    /// Returns the stretches of neighbouring bins that have a value and are alike in being forecast.
    func runs(_ hasValue: (PlotPoint) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in points.indices where hasValue(points[index]) {
            if let last = runs.last, last.upperBound == index,
                points[index].isForecast == points[index - 1].isForecast
            {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }

    /// Returns a line through the centres of bins that reaches to the outer edges of the run.
    func line(_ run: Range<Int>, _ value: (PlotPoint) -> Double) -> [(x: Double, y: Double)] {
        let heights = run.map { y(value(points[$0])) }
        let inner = zip(run, heights).map { (x: center($0), y: $1) }
        let start = (x: leftEdge(run.lowerBound), y: heights[0])
        let end = (x: leftEdge(run.upperBound), y: heights[heights.count - 1])
        return [start] + inner + [end]
    }
}

// MARK: - Layers, from back to front

extension PlotFrame {
    func drawGrid(unit: String, on canvas: inout SVGCanvas) {
        if let run = runs(\.isForecast).first {
            canvas.add(
                "rect",
                [
                    .init("x", leftEdge(run.lowerBound)),
                    .init("y", top),
                    .init("width", step * Double(points.count - run.lowerBound)),
                    .init("height", bottom - top),
                    .init("fill", PlotColor.forecastGround),
                ]
            )
        }
        for tick in scale.ticks {
            let height = y(Double(tick))
            let color = tick == 0 ? PlotColor.axis : PlotColor.grid
            drawLine(from: (left, height), to: (right, height), color, on: &canvas)
            let label = DecimalText.grouped(tick)
            canvas.addText(label, x: left - 6, y: height + 4, anchor: "end")
        }
        if !unit.isEmpty { canvas.addText(unit, x: left - 6, y: top - 10, anchor: "start") }
        drawDates(on: &canvas)
    }

    private func drawDates(on canvas: inout SVGCanvas) {
        let limit = Int((right - left) / 64)
        var end = 0.0
        for tick in DateTicks(points, atMost: limit).ticks {
            let x = hasBars ? center(tick.index) : leftEdge(tick.index)
            drawLine(from: (x, bottom), to: (x, bottom + 4), PlotColor.axis, on: &canvas)
            // Labels at the edges stay inside the picture.
            let half = 3.5 * Double(tick.label.count)
            let middle = min(max(x, half + 2), right + 14 - half)
            guard middle - half > end else { continue }
            end = middle + half + 6
            canvas.addText(tick.label, x: middle, y: bottom + 18, anchor: "middle")
        }
    }

    private func drawLine(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        _ color: String,
        on canvas: inout SVGCanvas
    ) {
        canvas.add(
            "line",
            [
                .init("x1", start.x),
                .init("y1", start.y),
                .init("x2", end.x),
                .init("y2", end.y),
                .init("stroke", color),
            ]
        )
    }

    func drawBands(on canvas: inout SVGCanvas) {
        for (band, opacity) in [(\PlotPoint.band95, 0.22), (\PlotPoint.band80, 0.3)] {
            for run in runs({ $0[keyPath: band] != nil }) {
                let upper = line(run) { $0[keyPath: band]?.upper ?? 0 }
                let lower = line(run) { $0[keyPath: band]?.lower ?? 0 }
                let isForecast = points[run.lowerBound].isForecast
                canvas.add(
                    "polygon",
                    [
                        .init("points", upper + lower.reversed()),
                        .init("fill", isForecast ? PlotColor.forecast : PlotColor.band),
                        .init("fill-opacity", DecimalText.shortest(opacity)),
                    ]
                )
            }
        }
    }

    func drawCounts(_ words: PlotWords, on canvas: inout SVGCanvas) {
        guard hasBars else {
            // A line has no outline form: a bin that is not over would look like a drop.
            for run in runs({ $0.count != nil && !$0.isProvisional }) {
                canvas.add(
                    "polyline",
                    [
                        .init("points", line(run) { Double($0.count ?? 0) }),
                        .init("fill", "none"),
                        .init("stroke", PlotColor.observedLine),
                        .init("stroke-width", 1.3),
                    ]
                )
            }
            return
        }
        for index in points.indices { drawBar(index, words, on: &canvas) }
    }

    private func drawBar(_ index: Int, _ words: PlotWords, on canvas: inout SVGCanvas) {
        let point = points[index]
        guard let count = point.count else { return }
        let barWidth = min(48, step * 0.78)
        let height = y(Double(count))
        canvas.add(
            "rect",
            tooltip: words.detail(point),
            [
                .init("x", center(index) - barWidth / 2),
                .init("y", height),
                .init("width", barWidth),
                .init("height", bottom - height),
            ] + Self.barStyle(point)
        )
    }

    /// An outline for a bin that is not over, so that it is not taken for a drop.
    private static func barStyle(_ point: PlotPoint) -> [SVGCanvas.Attribute] {
        guard !point.isProvisional else { return PlotLegend.outline }
        let color = point.isAlarm ? PlotColor.alarm : PlotColor.observedBar
        return [.init("fill", color), .init("fill-opacity", "0.85")]
    }

    func drawMeans(on canvas: inout SVGCanvas) {
        for run in runs({ $0.expected != nil }) {
            let isForecast = points[run.lowerBound].isForecast
            canvas.add(
                "polyline",
                [
                    .init("points", line(run) { $0.expected ?? 0 }),
                    .init("fill", "none"),
                    .init("stroke", isForecast ? PlotColor.forecast : PlotColor.expected),
                    .init("stroke-width", isForecast ? 2 : 1.3),
                    .init("stroke-dasharray", isForecast ? "6 3" : "none"),
                ]
            )
        }
    }

    func drawAlarms(on canvas: inout SVGCanvas) {
        for index in points.indices where points[index].isAlarm {
            let x = center(index)
            let tip = y(Double(points[index].count ?? 0)) - 3
            canvas.add(
                "polygon",
                [
                    .init("points", [(x, tip), (x - 5, tip - 8), (x + 5, tip - 8)]),
                    .init("fill", PlotColor.alarm),
                ]
            )
        }
    }
}
