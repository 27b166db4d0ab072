import Testing
import Tingfeng
import TingfengTrends

@Suite struct IncidentComparisonTests {
    private static func incident(
        _ category: String,
        _ days: ClosedRange<Int>,
        _ severity: Severity = .alert
    ) -> Incident {
        let alarm = Alarm(
            name: .rise,
            dimensions: SeriesDimensions(category: category),
            day: Day(number: days.lowerBound),
            observed: 9,
            expected: 1,
            upper: 3,
            score: 4,
            p: 1e-5,
            q: 1e-3,
            severity: severity
        )
        return Incident(
            fingerprint: Incident.fingerprint(alarm),
            startsAt: Day(number: days.lowerBound),
            state: .firing,
            severity: severity,
            lastDay: Day(number: days.upperBound),
            lastObserved: 9,
            peak: alarm,
            total: 9
        )
    }

    @Test func `incidents of one series meet where their days do`() {
        let first = [Self.incident("供水", 100...102), Self.incident("路灯", 110...110)]
        let second = [
            Self.incident("供水", 104...105, .critical), Self.incident("供水", 200...200),
            Self.incident("噪声", 110...110),
        ]
        let comparison = IncidentComparison(first, second)
        #expect(comparison.counts == (first: 1, second: 2, both: 1))
        #expect(comparison.pairs.first?.second?.severity == .critical)
        #expect(comparison.pairs.map { $0.either?.startsAt.number } == [100, 110, 110, 200])
    }

    @Test func `a book may wait longer before it resolves`() {
        let incident = Self.incident("供水", 100...100)
        for (least, resolved) in [(0, 104), (5, 106)] {
            var book = IncidentBook([incident], leastQuietDays: least)
            let days = (101...110).filter { day in
                let changes = book.advance(
                    to: Day(number: day),
                    alarms: [],
                    fingerprint: Incident.fingerprint
                )
                return changes.contains { $0.action == .resolved }
            }
            #expect(days == [resolved])
        }
    }
}
