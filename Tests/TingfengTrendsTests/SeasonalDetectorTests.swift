import Testing

@testable import TingfengTrends

@Suite struct SeasonalDetectorTests {
    let detector = SeasonalDetector(parameters: .daily, calendar: .none)

    @Test func `planted events are found at one percent of false alarms`() {
        let simulated = SimulatedCity.daily(40, days: 540, judged: 140, seed: 11)
        let results = detector.detect(simulated.map(\.series))
        var found = [0, 0]
        var falseAlarms = 0
        var quietBins = 0
        for (result, truth) in zip(results, simulated) {
            let alarms = result.detections.map { $0.alarm == .rise }
            for (kind, event) in truth.events.enumerated() where alarms[event].contains(true) {
                found[kind] += 1
            }
            for index in 400..<540 where !truth.events.contains(where: { $0.contains(index) }) {
                quietBins += 1
                falseAlarms += alarms[index] ? 1 : 0
            }
        }
        #expect(found[0] >= 38, "spikes of six standard deviations")
        #expect(found[1] >= 38, "weeks of three standard deviations")
        #expect((0.004...0.014).contains(Double(falseAlarms) / Double(quietBins)))
    }

    @Test func `scores are normal where nothing happens`() {
        var source = SimulatedCity.Source(seed: 5)
        let series = (0..<20).map { place in
            let counts = (0..<500).map { _ in
                Int32(SimulatedCity.count(mean: 20, ratio: 2, using: &source))
            }
            return CountSeries(
                key: SeriesKey("\(place)"),
                first: Bin(day: Day(number: 19_000)),
                counts: counts
            )
        }
        let scores = detector.detect(series).flatMap { $0.detections.dropFirst(100).map(\.score) }
        for (limit, share) in [(1.282, 0.1), (1.645, 0.05), (2.326, 0.01)] {
            let above = Double(scores.count { $0 > limit }) / Double(scores.count)
            #expect((0.6 * share...1.45 * share).contains(above), "\(limit): \(above)")
        }
    }

    @Test func `a finding does not depend on later bins or on other series`() {
        let all = SimulatedCity.daily(6, days: 200, judged: 80, seed: 3).map(\.series)
        let whole = detector.detect(all)
        let cut = all.map {
            CountSeries(key: $0.key, first: $0.first, counts: Array($0.counts.prefix(150)))
        }
        for (short, long) in zip(detector.detect(cut.reversed()).reversed(), whole) {
            #expect(short.key == long.key)
            #expect(short.detections == Array(long.detections.prefix(150)))
        }
    }

    @Test func `a service that opens after a long silence alarms, then becomes the usual`() {
        var source = SimulatedCity.Source(seed: 8)
        let counts = (0..<680).map { day in
            day < 560 ? 0 : Int32(SimulatedCity.count(mean: 8, ratio: 1.2, using: &source))
        }
        let first = Bin(day: Day(number: 19_000))
        let found = detector.detect([CountSeries(key: SeriesKey("x"), first: first, counts: counts)]
        )
        let alarms = found[0].detections.map { $0.alarm == .rise }
        #expect(alarms[560..<575].count { $0 } >= 13)
        #expect(alarms[600...].count { $0 } <= 2)
        #expect((6...10).contains(found[0].detections[679].expected))
    }

    @Test func `bins of the warm-up are learned without a guard`() {
        let counts = Array(repeating: Int32(20), count: 12)
        let first = Bin(weekFrom: Day(number: 19_000))
        let weekly = SeasonalDetector(parameters: .weekly, calendar: .none)
        let found = weekly.detect([CountSeries(key: SeriesKey("x"), first: first, counts: counts)])
        #expect((14...26).contains(found[0].detections[3].expected))
    }

    @Test func `only bins from the asked one on are given`() throws {
        let series = SimulatedCity.daily(1, days: 200, judged: 80, seed: 3).map(\.series)
        let all = try #require(detector.detect(series).first)
        let some = try #require(detector.detect(series, from: series[0].bin(at: 180)).first)
        #expect(some.detections == Array(all.detections.suffix(20)))
    }

    @Test func `an alarm is a count above the upper limit`() {
        let series = SimulatedCity.daily(8, days: 300, judged: 120, seed: 21).map(\.series)
        for detection in detector.detect(series).flatMap({ $0.detections.dropFirst(14) }) {
            #expect((detection.alarm == .rise) == (detection.count > detection.upper))
        }
    }

    @Test func `a silent feed is a drop`() {
        var counts = SimulatedCity.daily(3, days: 200, judged: 80, seed: 3)[2].series.counts
        counts[195...199] = [0, 0, 0, 0, 0]
        let series = CountSeries(
            key: SeriesKey("feed"),
            first: Bin(day: Day(number: 19_000)),
            counts: counts
        )
        let alarms = detector.detect([series])[0].detections[195...199].map(\.alarm)
        #expect(alarms == Array(repeating: .drop, count: 5))
    }

    @Test func `half a day with half its counts is no drop`() throws {
        let counts = Array(repeating: Int32(40), count: 100) + [20]
        let series = CountSeries(
            key: SeriesKey("s"),
            first: Bin(day: Day(number: 19_000)),
            counts: counts
        )
        let whole = try #require(detector.detect([series])[0].detections.last)
        let half = try #require(detector.detect([series], lastBinShare: 0.5)[0].detections.last)
        #expect(whole.alarm == .drop && !whole.isProvisional)
        #expect(half.alarm == nil && half.isProvisional)
        #expect(abs(half.expected - whole.expected / 2) < 1e-9)
    }

    @Test func `any counts give finite findings`() {
        let wild: [[Int32]] = [
            [], [7], Array(repeating: 0, count: 400), Array(repeating: .max, count: 60),
            (0..<300).map { $0 % 50 == 49 ? .max : 0 },
            (0..<300).map { $0 < 150 ? 0 : 100_000 }, (0..<300).map { $0 < 150 ? 100_000 : 0 },
        ]
        let series = wild.enumerated().map { place, counts in
            CountSeries(
                key: SeriesKey("\(place)"),
                first: Bin(day: Day(number: -100)),
                counts: counts
            )
        }
        let results = detector.detect(series)
        #expect(results.map(\.detections.count) == wild.map(\.count))
        for detection in results.flatMap(\.detections) {
            #expect(detection.score.isFinite && detection.expected.isFinite)
            #expect((0...1).contains(detection.p) && (0...1).contains(detection.dropP))
        }
    }

    @Test func `a lasting change of level is learned within four months`() {
        var source = SimulatedCity.Source(seed: 9)
        let counts = (0..<500).map { index in
            Int32(SimulatedCity.count(mean: index < 300 ? 10 : 20, ratio: 1.3, using: &source))
        }
        let series = CountSeries(
            key: SeriesKey("s"),
            first: Bin(day: Day(number: 19_000)),
            counts: counts
        )
        let alarms = detector.detect([series])[0].detections.map { $0.alarm == .rise }
        #expect(alarms[300..<310].contains(true))
        #expect(alarms[420..<500].count { $0 } <= 4)
    }

    @Test func `weeks and hours work the same way`() throws {
        var source = SimulatedCity.Source(seed: 9)
        for (parameters, first) in [
            (TrendParameters.weekly, Bin(weekFrom: Day(number: 19_000))),
            (.hourly, Bin(hour: 0, of: Day(number: 19_000))),
        ] {
            var counts = (0..<600).map { index in
                Int32(SimulatedCity.count(mean: 6, ratio: 1.2, using: &source))
            }
            counts[580] = 40
            let detector = SeasonalDetector(parameters: parameters, calendar: .none)
            let series = CountSeries(key: SeriesKey("s"), first: first, counts: counts)
            let found = detector.detect([series])[0].detections
            #expect(found[580].alarm == .rise)
            #expect(found[580].bin == first.advanced(by: 580))
            #expect(found[400..<580].count { $0.alarm == .rise } <= 7)
        }
    }
}
