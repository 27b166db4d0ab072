import Testing
import Tingfeng
import TingfengTrends

@Suite struct TruthScoreTests {
    private let start = Day(number: 20_000)

    private func incident(_ series: SeriesDimensions, _ offset: Int) -> Incident {
        let alarm = Alarm(
            name: .rise,
            dimensions: series,
            day: start.advanced(by: offset),
            observed: 20,
            expected: 5,
            upper: 11,
            score: 5,
            p: 1e-6,
            q: 1e-5
        )
        return Incident(
            fingerprint: series.name,
            startsAt: alarm.day,
            state: .firing,
            severity: .alert,
            lastDay: alarm.day,
            lastObserved: 20,
            peak: alarm,
            total: 20
        )
    }

    @Test func `recall, delay and false alerts are counted by series and day`() {
        let water = KnownEvent(
            days: start.advanced(by: 3)...start.advanced(by: 9),
            dimensions: SeriesDimensions(category: "供水/停水", region: "A市/A3区")
        )
        let matter = KnownEvent(
            days: start.advanced(by: 20)...start.advanced(by: 25),
            dimensions: SeriesDimensions(matter: "12345:W01")
        )
        let score = TruthScore(
            [
                incident(SeriesDimensions(category: "供水"), 5),
                incident(SeriesDimensions(category: "供水"), 12),
                incident(SeriesDimensions(category: "噪音", region: "A市"), 5),
                incident(SeriesDimensions(), 5),
                incident(SeriesDimensions(matter: "12345:W02"), 21),
            ],
            [water, matter],
            days: start...start.advanced(by: 29)
        )
        #expect(score.events == 2 && score.found == 1 && score.recall == 0.5)
        #expect(score.medianDelay == 2)
        #expect(score.falseAlerts == 4 && score.alerts == 5)
        #expect(abs(score.falsePerDay - 4.0 / 30) < 1e-12)
    }
}
