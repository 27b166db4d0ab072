/// The ticks of a time axis: bins that begin a new hour, day, week (Monday), month or year,
/// whichever gives as many ticks as fit.
struct DateTicks {
    struct Tick: Equatable {
        var index: Int
        var label: String
    }

    let ticks: [Tick]

    init(_ points: [PlotPoint], atMost limit: Int) {
        var chosen: [Tick] = []
        for period in Period.all where !(points.first?.hour == nil && period.unit == .hour) {
            chosen = Self.ticks(points, period)
            if chosen.count <= max(1, limit) { break }
        }
        if chosen.isEmpty, let first = points.first {
            chosen = [Tick(index: 0, label: Period.all[0].label(first))]
        }
        ticks = chosen
    }

    private static func ticks(_ points: [PlotPoint], _ period: Period) -> [Tick] {
        points.indices.compactMap { index in
            let before = index > 0 ? points[index - 1] : predecessor(points)
            guard period.key(points[index]) != period.key(before) else { return nil }
            return Tick(index: index, label: period.label(points[index]))
        }
    }

    /// Returns the bin that would stand before the first one, one step earlier.
    private static func predecessor(_ points: [PlotPoint]) -> PlotPoint {
        var point = points[0]
        if let hour = point.hour {
            point.day -= hour == 0 ? 1 : 0
            point.hour = hour == 0 ? 23 : hour - 1
        } else {
            point.day -= points.count > 1 ? max(1, points[1].day - points[0].day) : 1
        }
        return point
    }
}

/// A number of hours, days, weeks or months that ticks are apart.
private struct Period {
    enum Unit {
        case hour
        case day
        case week
        case month
    }

    let unit: Unit
    let number: Int

    static let all: [Period] =
        [1, 2, 3, 6, 12].map { Period(unit: .hour, number: $0) }
        + [1, 2, 3].map { Period(unit: .day, number: $0) }
        + [1, 2].map { Period(unit: .week, number: $0) }
        + [1, 2, 3, 6, 12, 24, 60, 120, 1_200].map { Period(unit: .month, number: $0) }

    /// Equal for bins of the same period, different for neighbouring periods.
    func key(_ point: PlotPoint) -> Int {
        switch unit {
        case .hour: return (point.day * 24 + (point.hour ?? 0)) / number
        case .day: return DateText.floorDivided(point.day, number)
        // 1969-12-29, three days before day 0, was a Monday.
        case .week: return DateText.floorDivided(point.day + 3, 7 * number)
        case .month:
            let date = DateText.civil(point.day)
            return DateText.floorDivided(date.year * 12 + date.month - 1, number)
        }
    }

    func label(_ point: PlotPoint) -> String {
        let date = DateText.day(point.day)
        switch unit {
        case .hour:
            if let hour = point.hour, hour > 0 { return "\(DateText.padded(hour)):00" }
            return String(date.suffix(5))
        case .day, .week: return String(date.suffix(5))
        case .month: return number < 12 ? String(date.dropLast(3)) : String(date.dropLast(6))
        }
    }
}
