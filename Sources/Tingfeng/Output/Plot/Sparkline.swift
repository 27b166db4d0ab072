/// A tiny picture of a series for a table row (迷你图): counts as a line, alarms and the last count
/// as dots.
public struct Sparkline: Sendable {
    private let points: [PlotPoint]
    private let title: String
    private let width: Double
    private let height: Double

    /// Creates a picture of bins in time order; `title` is read by screen readers.
    public init(title: String, points: [PlotPoint], width: Int = 120, height: Int = 24) {
        self.title = title
        self.points = points.map(\.drawable)
        self.width = Double(max(16, width))
        self.height = Double(max(8, height))
    }

    /// Returns the picture.
    public func svg() -> String {
        var canvas = SVGCanvas(width: width, height: height, title: title, description: "")
        let dots = points.indices.compactMap { index in
            points[index].count.map { (x: x(index), y: y(Double($0)), point: points[index]) }
        }
        canvas.add(
            "polyline",
            [
                .init("points", dots.map { ($0.x, $0.y) }),
                .init("fill", "none"),
                .init("stroke", PlotColor.observedLine),
                .init("stroke-width", 1.3),
            ]
        )
        for (index, dot) in dots.enumerated() where dot.point.isAlarm || index == dots.count - 1 {
            canvas.add(
                "circle",
                [
                    .init("cx", dot.x),
                    .init("cy", dot.y),
                    .init("r", dot.point.isAlarm ? 2.6 : 1.8),
                    .init("fill", dot.point.isAlarm ? PlotColor.alarm : PlotColor.observedLine),
                ]
            )
        }
        return canvas.closed
    }

    private func x(_ index: Int) -> Double {
        3 + (width - 6) * Double(index) / Double(max(1, points.count - 1))
    }

    private func y(_ value: Double) -> Double {
        let highest = Double(max(1, points.compactMap(\.count).max() ?? 1))
        return height - 3 - (height - 6) * min(1, max(0, value / highest))
    }
}
