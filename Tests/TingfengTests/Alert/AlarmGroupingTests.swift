import Testing
import Tingfeng
import TingfengTrends

@Suite struct AlarmGroupingTests {
    private func alarm(
        _ category: String?,
        _ region: String?,
        observed: Int,
        expected: Double,
        p: Double
    ) -> Alarm {
        Alarm(
            name: .rise,
            dimensions: SeriesDimensions(category: category, region: region),
            day: Day(number: 20_000),
            observed: observed,
            expected: expected,
            upper: expected,
            score: 3,
            p: p,
            q: p
        )
    }

    /// Groups alarms where an intersection's excess is the smaller of the two unless told otherwise.
    private func group(
        _ alarms: [Alarm],
        open: Set<String> = [],
        excess: [String: Double] = [:]
    ) -> [Alarm] {
        AlarmGrouping.group(alarms, isOpen: { open.contains($0.dimensions.name) }) { series, _ in
            excess[series.name] ?? alarms.first { $0.dimensions == series }?.excess ?? 0
        }
    }

    @Test func `one event speaks once, through its least likely series`() {
        let grouped = group([
            alarm(nil, nil, observed: 140, expected: 100, p: 1e-3),
            alarm("供水", nil, observed: 45, expected: 5, p: 1e-12),
            alarm("供水", "B区", observed: 41, expected: 1, p: 1e-20),
            alarm(nil, "B区", observed: 60, expected: 20, p: 1e-6),
        ])
        #expect(grouped.map(\.dimensions.name) == ["category=供水,region=B区"])
        #expect(grouped.map(\.rank) == [1])
    }

    @Test func `an open incident speaks before a less likely alarm`() {
        let grouped = group(
            [
                alarm("供水", "B区", observed: 41, expected: 1, p: 1e-20),
                alarm("供水", nil, observed: 45, expected: 5, p: 1e-12),
            ],
            open: ["category=供水"],
            excess: ["category=供水,region=B区": 40]
        )
        #expect(grouped.map(\.dimensions.name) == ["category=供水"])
    }

    @Test func `two unrelated events both speak`() {
        let grouped = group([
            alarm("供水", "B区", observed: 41, expected: 1, p: 1e-20),
            alarm("噪音", "C区", observed: 12, expected: 1, p: 1e-8),
        ])
        #expect(grouped.map(\.rank) == [1, 2])
    }

    @Test func `series that cross are one event only if their common messages rose`() {
        let crossing = [
            alarm("供水", nil, observed: 41, expected: 1, p: 1e-20),
            alarm(nil, "B区", observed: 60, expected: 20, p: 1e-6),
        ]
        #expect(group(crossing, excess: ["category=供水,region=B区": 35]).count == 1)
        #expect(group(crossing, excess: ["category=供水,region=B区": 3]).count == 2)
    }

    @Test func `a parent with a larger excess of its own still speaks`() {
        let grouped = group([
            alarm("供水", "B区", observed: 20, expected: 1, p: 1e-20),
            alarm("供水", nil, observed: 120, expected: 20, p: 1e-15),
        ])
        #expect(grouped.count == 2)
    }

    @Test func `intersections follow paths, not letters`() {
        let parent = SeriesDimensions(category: "城乡建设")
        let child = SeriesDimensions(category: "城乡建设/城乡规划", region: "A市")
        #expect(parent.intersection(child) == child)
        #expect(parent.intersection(SeriesDimensions(category: "城乡建设局")) == nil)
        #expect(parent.intersection(SeriesDimensions()) == parent)
    }

    @Test func `a matter speaks for the series that count its messages`() {
        var burst = alarm(nil, nil, observed: 5, expected: 0.1, p: 1e-4)
        burst.name = .matterRise
        burst.dimensions = SeriesDimensions(matter: "12345:W01")
        let category = alarm("环境保护", nil, observed: 7, expected: 1, p: 1e-6)
        let grouped = AlarmGrouping.group([category, burst], isOpen: { _ in false }) { series, _ in
            series.matter == nil ? 6 : 5
        }
        #expect(grouped.map(\.dimensions.name) == ["matter=12345:W01"])
    }
}
