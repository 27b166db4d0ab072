/// The vertical axis of a count plot: from 0, with ticks at 1, 2 or 5 times a power of ten.
struct CountScale: Equatable {
    let step: Int
    let intervals: Int

    var top: Int { step * intervals }
    var ticks: [Int] { (0...intervals).map { $0 * step } }

    /// Covers counts and expectations; bands may be cut off at three times their maximum, so that
    /// one uncertain bin does not flatten the rest.
    init(_ points: [PlotPoint]) {
        let central = points.map { max(Double($0.count ?? 0), $0.expected ?? 0) }.max() ?? 0
        let outer = points.map { max($0.band80?.upper ?? 0, $0.band95?.upper ?? 0) }.max() ?? 0
        let highest = max(central, min(outer, max(3, central * 3)))
        self.init(maximum: min(highest, 1e15))
    }

    init(maximum: Double) {
        var step = 1
        var factors = [2, 5, 10]
        var decade = 1
        while maximum > Double(step) * 5 {
            step = decade * factors.removeFirst()
            if factors.isEmpty {
                factors = [2, 5, 10]
                decade *= 10
            }
        }
        self.step = step
        intervals = max(1, Int((maximum / Double(step)).rounded(.up)))
    }

    /// Returns where a value stands between 0 (bottom) and 1 (top).
    func share(_ value: Double) -> Double {
        min(1, max(0, value / Double(top)))
    }
}
