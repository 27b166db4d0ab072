import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// Watch rules in the runs of the detector.
@Suite(.serialized) struct RuleTests {
    private static let day = TestCity.day
    /// Last second of the hundredth day.
    private static let end = TestCity.start + 100 * day - 1

    private static func rule() -> Configuration.Rule {
        var rule = Configuration.Rule(name: "讨薪集体", query: "讨薪 OR 拖欠工资")
        rule.min = 3
        return rule
    }

    private static func message(
        _ id: String,
        day number: Int64,
        hour: Int64,
        caller: String,
        arrived: Int64? = nil
    ) -> TestRow {
        let moment = TestCity.start + number * day + hour * TestCity.hour
        var row = TestRow(id: id, createdAt: moment, body: "锦绣工地拖欠工资，我们要讨薪。\(id)")
        row.title = "工地拖欠工资"
        row.category = "劳动和社会保障/工资"
        row.region = "西塘区"
        row.caller = caller
        row.arrivedAt = arrived
        return row
    }

    /// A city in which nothing else is said often enough for an alarm.
    private static func city(_ rows: [TestRow]) async throws -> TestCity {
        var city = try TestCity()
        city.now = end + TestCity.hour
        var generator = MessageGenerator(seed: 91)
        let others = (0..<100).map { number -> TestRow in
            let moment = TestCity.start + Int64(number) * day + 12 * TestCity.hour
            return generator.row(at: moment, topic: Int(number) % 3)
        }
        try await city.add(others + rows)
        return city
    }

    private static func run(_ city: TestCity, _ rules: [Configuration.Rule]? = nil) -> DetectRun {
        var run = DetectRun(calendar: .none, time: .china)
        run.rules = rules ?? [rule()]
        run.reading = city.reading
        return run
    }

    @Test func `three callers across midnight raise an incident of the rule`() async throws {
        let rows = [
            Self.message("R1", day: 97, hour: 20, caller: "甲"),
            Self.message("R2", day: 97, hour: 22, caller: "甲"),
            Self.message("R3", day: 97, hour: 23, caller: "乙"),
            Self.message("R4", day: 98, hour: 8, caller: "丙"),
        ]
        let city = try await Self.city(rows)
        _ = try city.store.detect(Self.run(city), asOf: AsOf(time: Self.end), now: city.now)
        let found = try city.store.incidents(AlertQuery()).filter { $0.peak.name == .rule }
        let incident = try #require(found.first)
        #expect(found.count == 1)
        #expect(incident.peak.dimensions.name == "rule=讨薪集体")
        #expect(incident.startsAt == Day(number: LocalTime.china.dayNumber(rows[3].createdAt)))
        #expect(incident.severity == .alert)
        #expect(incident.peak.observed == 3)
        #expect(incident.total == 4)
        #expect(incident.peak.rule == Self.rule())
        let reason = try city.store.explain(
            incident,
            city.reading,
            calendar: .none,
            time: .china,
            asOf: AsOf(time: Self.end)
        )
        #expect(reason.regions.map(\.observed).reduce(0, +) == 3)
        #expect(reason.quotes.map(\.id) == ["R1", "R2", "R3", "R4"])
        #expect(reason.callers == 3)
        #expect(reason.trend.total == 4)
    }

    @Test func `a rule fires when what it needs has arrived, not before`() async throws {
        let late = TestCity.start + 99 * Self.day + 9 * TestCity.hour
        let rows = [
            Self.message("R1", day: 98, hour: 8, caller: "甲"),
            Self.message("R2", day: 98, hour: 9, caller: "乙"),
            Self.message("R3", day: 98, hour: 10, caller: "丙", arrived: late),
        ]
        let city = try await Self.city(rows)
        let run = Self.run(city)
        for moment in [late - 10, late + 10, Self.end] {
            let report = try city.store.detect(run, asOf: AsOf(time: moment), now: city.now)
            let fired = report.changes.filter { $0.incident.peak.name == .rule }.map(\.action)
            #expect(fired == (moment == late + 10 ? [.opened] : []), "\(moment - late)")
        }
        let today = Day(number: LocalTime.china.dayNumber(Self.end))
        let outcome = try city.store.replay(Replay(run, days: today.advanced(by: -40)...today))
        #expect(outcome.stored.runs == 3)
        #expect(outcome.stored.equal == 3)
        #expect(outcome.incidents.contains { $0.peak.name == .rule })
        #expect(outcome.incidents == outcome.storedIncidents)
    }

    @Test func `how often somebody looks changes nothing`() async throws {
        let rows = (0..<Int64(12)).map { index in
            Self.message("R\(index)", day: 90 + index / 2, hour: 3 + index, caller: "\(index)")
        }
        let once = try await Self.city(rows)
        let often = try await Self.city(rows)
        var run = Self.run(once)
        run.rules[0].window = .hours(48)
        _ = try once.store.detect(run, asOf: AsOf(time: Self.end), now: once.now)
        for ago in (0..<80).reversed() {
            let moment = Self.end - Int64(ago) * 3 * TestCity.hour
            _ = try often.store.detect(run, asOf: AsOf(time: moment), now: often.now)
        }
        let lists = try [once, often].map { city in
            try city.store.incidents(AlertQuery()).filter { $0.peak.name == .rule }
        }
        #expect(lists[0].count == 1)
        #expect(lists[0].map(\.id) == lists[1].map(\.id))
        #expect(lists[0].map(\.lastDay) == lists[1].map(\.lastDay))
        #expect(lists[0].map(\.peak.observed) == lists[1].map(\.peak.observed))
    }

    @Test func `two rules keep apart, and messages are not callers`() async throws {
        let rows = (0..<Int64(4)).map { Self.message("R\($0)", day: 98, hour: 8 + $0, caller: "甲") }
        let city = try await Self.city(rows)
        var messages = Self.rule()
        messages.name = "讨薪留言"
        messages.distinct = .messages
        messages.severity = .critical
        let run = Self.run(city, [Self.rule(), messages])
        _ = try city.store.detect(run, asOf: AsOf(time: Self.end), now: city.now)
        let found = try city.store.incidents(AlertQuery()).filter { $0.peak.name == .rule }
        #expect(found.map(\.peak.dimensions.rule) == ["讨薪留言"])
        #expect(found.map(\.severity) == [.critical])
        #expect(found.map(\.peak.observed) == [4])
        let silence = try #require(IncidentMatch("rule=讨薪留言"))
        #expect(found.allSatisfy(silence.holds))
    }
}
