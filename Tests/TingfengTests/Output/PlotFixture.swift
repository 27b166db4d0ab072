import Tingfeng

/// A made-up fortnight around one alarm, with three days of forecast.
enum PlotFixture {
    static let days: [PlotPoint] = {
        let counts = [4, 6, 5, 7, 3, 2, 5, 6, 5, 21, 8]
        let observed = counts.enumerated().map { index, count in
            PlotPoint(
                day: 20_270 + index,
                count: count,
                expected: 5,
                band80: PlotBand(lower: 2, upper: 8),
                band95: PlotBand(lower: 1, upper: 10),
                isAlarm: count > 10,
                isProvisional: index == counts.count - 1
            )
        }
        let forecast = (0..<3).map { index in
            PlotPoint(
                day: 20_281 + index,
                expected: 6,
                band95: PlotBand(upper: 12),
                isForecast: true
            )
        }
        return observed + forecast
    }()
}
