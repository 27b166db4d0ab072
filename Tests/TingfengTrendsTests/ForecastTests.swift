import Testing

@testable import TingfengTrends

@Suite struct ForecastTests {
    let detector = SeasonalDetector(parameters: .daily, calendar: .none)

    @Test func `bands hold the share of the future they promise`() {
        let simulated = SimulatedCity.daily(40, days: 600, judged: 80, seed: 77)
        let past = simulated.map { one in
            CountSeries(
                key: one.series.key,
                first: one.series.first,
                counts: Array(one.series.counts.prefix(500))
            )
        }
        var inside = [0, 0]
        var error = 0.0
        var naiveError = 0.0
        for (forecast, one) in zip(detector.forecast(past, horizon: 14), simulated) {
            for (step, point) in forecast.points.enumerated() {
                let count = one.series.counts[500 + step]
                #expect(point.bin == one.series.bin(at: 500 + step))
                inside[0] += point.band80.contains(Int(count)) ? 1 : 0
                inside[1] += point.band95.contains(Int(count)) ? 1 : 0
                error += abs(Double(count) - point.mean)
                naiveError += abs(Double(count - one.series.counts[493 + step % 7]))
            }
        }
        #expect((0.75...0.9).contains(Double(inside[0]) / 560))
        #expect((0.92...0.985).contains(Double(inside[1]) / 560))
        #expect(error < 0.85 * naiveError)
    }

    @Test func `an empty series has a forecast, too`() {
        let series = CountSeries(
            key: SeriesKey("s"),
            first: Bin(day: Day(number: 19_000)),
            counts: []
        )
        let points = detector.forecast([series], horizon: 3)[0].points
        #expect(points.map(\.bin.day.number) == [19_000, 19_001, 19_002])
        #expect(points.allSatisfy { $0.mean.isFinite && $0.band80.lowerBound == 0 })
        #expect(detector.forecast([], horizon: 3).isEmpty)
    }

    @Test func `the baseline covers every bin and knows nothing of it`() {
        let series = SimulatedCity.daily(3, days: 200, judged: 80, seed: 3)[2].series
        var changed = series.counts
        changed[199] = 5000
        let other = CountSeries(key: series.key, first: series.first, counts: changed)
        let bins = detector.baseline(series)
        #expect(bins.count == 200)
        #expect(bins.map(\.count) == series.counts)
        #expect(detector.baseline(other).map(\.expected) == bins.map(\.expected))
        let inside = bins.dropFirst(60).prefix(60).count { $0.band95.contains(Int($0.count)) }
        #expect(inside >= 53)
    }
}
