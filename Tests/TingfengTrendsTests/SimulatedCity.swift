@testable import TingfengTrends

/// A seeded generator of count series with a week, a year, a trend and planted events.
struct SimulatedCity {
    typealias Source = SplitMix64

    struct Simulated {
        var series: CountSeries
        /// Indices of bins with an event, in order.
        var events: [Range<Int>]
    }

    /// A count with this mean and variance over mean, by inversion.
    static func count(mean: Double, ratio: Double, using source: inout Source) -> Int {
        let law = NegativeBinomial(mean: mean, ratio: ratio)
        var left = Double.random(in: 0..<1, using: &source)
        var value = 0
        while value < 5000 {
            left -= law.probability(Double(value))
            if left < 0 { return value }
            value += 1
        }
        return value
    }

    /// Daily series; each of the last `judged` days' halves holds one event, a spike or a week.
    static func daily(_ number: Int, days: Int, judged: Int, seed: UInt64) -> [Simulated] {
        (0..<number).map { place in
            var source = Source(seed: seed &+ UInt64(place) &* 7919)
            let level = [1.0, 4, 12, 40][place % 4]
            let half = judged / 2
            let spike = days - judged + Int.random(in: 10..<(half - 10), using: &source)
            let week = days - half + Int.random(in: 0..<(half - 10), using: &source)
            let events = [spike..<(spike + 1), week..<(week + 7)]
            let first = Day(number: 19_000)
            let counts = (0..<days).map { index -> Int32 in
                let day = first.advanced(by: index)
                let weekday = [1.1, 1.05, 1, 1, 0.95, 0.6, 0.5][day.weekday]
                let season = 1 + 0.3 * Season.wave(day.yearPhase + 0.1)
                let mean = level * weekday * season
                var value = count(mean: mean, ratio: 1.5, using: &source)
                for (event, size) in zip(events, [6.0, 3]) where event.contains(index) {
                    value += Int((size * (1.5 * level).squareRoot()).rounded(.up))
                }
                return Int32(value)
            }
            let series = CountSeries(
                key: SeriesKey("s\(place)"),
                first: Bin(day: first),
                counts: counts
            )
            return Simulated(series: series, events: events)
        }
    }
}

/// A triangle wave of period 1 between −1 and 1: close enough to a season.
enum Season {
    static func wave(_ phase: Double) -> Double {
        let place = phase - phase.rounded(.down)
        return 4 * abs(place - 0.5) - 1
    }
}
