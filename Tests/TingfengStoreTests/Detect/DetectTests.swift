import Foundation
import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

@Suite(.serialized) struct DetectTests {
    private static let judgedDays: Int64 = 60
    private static let days: Int64 = 150
    /// Last second of the last day.
    private static let end = TestCity.start + days * TestCity.day - 1

    /// Messages at a steady rate, each topic and district drawn by chance: nothing happens.
    private static func quiet(perDay: Double, seed: UInt64) -> [TestRow] {
        var generator = MessageGenerator(seed: seed)
        return (0..<days).flatMap { day in
            let from = TestCity.start + day * TestCity.day
            return (0..<generator.random.poisson(perDay)).map { _ in
                let moment = from + Int64.random(in: 0..<TestCity.day, using: &generator.random)
                var row = generator.row(at: moment)
                if row.category.isEmpty { row.category = "其他/其他" }
                return row
            }
        }
    }

    /// 30 calls of one morning about one thing.
    private static func burst(on day: Int64) -> [TestRow] {
        (0..<30).map { index in
            let moment = TestCity.start + day * TestCity.day + 9 * TestCity.hour + Int64(index) * 90
            var row = TestRow(
                id: "B\(index)",
                createdAt: moment,
                body: "青石巷口塌陷出一个大坑，第\(index)位来电，请派人围挡"
            )
            row.title = "青石巷口地面塌陷"
            row.category = "城乡建设/市政设施"
            row.region = "西塘区"
            row.caller = "neighbour\(index)"
            return row
        }
    }

    private static func run() -> DetectRun {
        DetectRun(calendar: .none, time: .china)
    }

    @Test func `quiet days raise what the budget says, give or take`() async throws {
        let city = try await TestCity(
            now: Self.end + TestCity.hour,
            Self.quiet(perDay: 14, seed: 81)
        )
        var run = Self.run()
        run.budget.falsePerDay = 0.5
        run.from = Day(number: LocalTime.china.dayNumber(Self.end) + 1 - Int(Self.judgedDays))
        let report = try city.store.detect(run, asOf: AsOf(time: Self.end), now: city.now)
        #expect(report.dayCount == Int(Self.judgedDays))
        #expect(report.budgeted == 30)
        #expect(report.series > 20)
        let opened = report.changes.filter { $0.action == .opened || $0.action == .reopened }
        #expect(opened.count <= 45, "30 alerts are borne")
        #expect(report.calibrationDays == Int(Self.days - Self.judgedDays) - 14)
    }

    @Test func `a burst raises an incident that explains itself`() async throws {
        let rows = Self.quiet(perDay: 8, seed: 82) + Self.burst(on: Self.days - 1)
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        let asOf = AsOf(time: Self.end)
        var run = Self.run()
        run.budget.falsePerDay = 1
        _ = try city.store.detect(run, asOf: asOf, now: city.now)
        let today = Day(number: LocalTime.china.dayNumber(Self.end))
        let incident = try #require(
            try city.store.incidents(AlertQuery()).first { $0.lastDay == today }
        )
        #expect(incident.severity == .critical)
        #expect(incident.peak.observed >= 30)
        let reason = try city.store.explain(
            incident,
            city.reading,
            calendar: .none,
            time: .china,
            asOf: asOf
        )
        for parts in [reason.categories, reason.regions] {
            #expect(parts.reduce(0) { $0 + $1.observed } == incident.peak.observed)
            let excess = parts.reduce(0) { $0 + $1.excess }
            #expect(abs(excess - incident.peak.excess) < 1e-6)
        }
        #expect(reason.words.contains { $0.text.contains("塌陷") })
        #expect(reason.callers >= 30)
        #expect(reason.quotes.contains { $0.text.contains("塌陷") })
    }

    @Test func `a second run of the same moment changes nothing`() async throws {
        let rows = Self.quiet(perDay: 6, seed: 83) + Self.burst(on: Self.days - 3)
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        var random = SeededGenerator(seed: 83)
        var run = Self.run()
        run.budget.falsePerDay = 20
        run.budget.minCount = 2
        for step in 0..<8 {
            // Moments within days too: provisional alarms.
            let moment =
                Self.end - Int64(7 - step) * TestCity.day
                - Int64.random(in: 0..<TestCity.day, using: &random)
            let first = try city.store.detect(run, asOf: AsOf(time: moment), now: city.now)
            let before = try city.dump()
            let second = try city.store.detect(run, asOf: AsOf(time: moment), now: city.now + 9)
            #expect(first.alarms > 0)
            #expect(second.changes.isEmpty)
            #expect(try city.dump().differences(from: before) == [])
        }
    }

    @Test func `incidents do not depend on how the messages came in`() async throws {
        let rows = Self.quiet(perDay: 6, seed: 84) + Self.burst(on: Self.days - 2)
        let whole = try await TestCity(now: Self.end + TestCity.hour, rows)
        let parted = try await TestCity(now: Self.end + TestCity.hour, [])
        let sorted = rows.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        for start in stride(from: 0, to: sorted.count, by: 301) {
            try await parted.add(Array(sorted[start..<min(start + 301, sorted.count)]))
        }
        var lists: [[Incident]] = []
        for city in [whole, parted] {
            _ = try city.store.detect(Self.run(), asOf: AsOf(time: Self.end), now: city.now)
            var all = AlertQuery()
            all.limit = 1_000
            lists.append(try city.store.incidents(all))
        }
        #expect(!lists[0].isEmpty)
        #expect(lists[0] == lists[1], "parts of a stream")
    }

    @Test func `days in steps find what one run finds`() async throws {
        let rows = Self.quiet(perDay: 5, seed: 85) + Self.burst(on: Self.days - 6)
        let once = try await TestCity(now: Self.end + TestCity.hour, rows)
        let daily = try await TestCity(now: Self.end + TestCity.hour, rows)
        var run = Self.run()
        run.from = Day(number: LocalTime.china.dayNumber(Self.end) - 9)
        _ = try once.store.detect(run, asOf: AsOf(time: Self.end), now: once.now)
        for ago in (0..<10).reversed() {
            let moment = Self.end - Int64(ago) * TestCity.day
            _ = try daily.store.detect(run, asOf: AsOf(time: moment), now: daily.now)
            run.from = nil
        }
        let stepped = try daily.store.incidents(AlertQuery())
        let found = try once.store.incidents(AlertQuery())
        #expect(stepped.map(\.id) == found.map(\.id))
        #expect(stepped.map(\.state) == found.map(\.state))
    }

    @Test func `a replay takes the very steps of the live runs`() async throws {
        var rows = Self.quiet(perDay: 6, seed: 86) + Self.burst(on: Self.days - 9)
        // Late reports, known days after they were said: days judged already are judged again.
        for index in rows.indices where index % 9 == 0 {
            rows[index].arrivedAt = rows[index].createdAt + Int64(index % 5 + 1) * TestCity.day
        }
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        var random = SeededGenerator(seed: 86)
        var run = Self.run()
        run.budget = FalseAlarmBudget(falsePerDay: 3, minCount: 3)
        var opened = 0
        for ago in (0..<14).reversed() {
            // Moments within days too.
            let moment =
                Self.end - Int64(ago) * TestCity.day
                - Int64.random(in: 0..<TestCity.day, using: &random)
            let report = try city.store.detect(run, asOf: AsOf(time: moment), now: city.now)
            opened += report.changes.filter { $0.action == .opened }.count
        }
        let today = Day(number: LocalTime.china.dayNumber(Self.end))
        let days = today.advanced(by: -60)...today
        let outcome = try city.store.replay(Replay(run, days: days))
        #expect(opened > 5)
        #expect(outcome.stored.runs == 14)
        #expect(outcome.stored.equal == 14)
        #expect(outcome.incidents.count == opened)
        let stored = try #require(outcome.storedIncidents)
        #expect(Set(stored.map(\.id)) == Set(outcome.incidents.map(\.id)))
        for incident in stored {
            let same = outcome.incidents.first { $0.id == incident.id }
            #expect(same == incident, "\(incident.id)")
        }
    }

    @Test func `what people do with an incident is kept beside it`() async throws {
        let rows = Self.quiet(perDay: 5, seed: 87) + Self.burst(on: Self.days - 1)
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        _ = try city.store.detect(Self.run(), asOf: AsOf(time: Self.end), now: city.now)
        let list = try city.store.incidents(AlertQuery())
        let incident = try #require(list.max { $0.peak.observed < $1.peak.observed })
        try city.store.handle(incident, .acknowledge, by: "李敏", now: city.now + 1)
        try city.store.handle(incident, .assign(to: "市政中心"), by: "李敏", now: city.now + 2)
        try city.store.handle(incident, .label(.real), by: "李敏", now: city.now + 3)
        try city.store.handle(incident, .resolve, by: "李敏", now: city.now + 4)
        var found = try #require(try city.store.incident(incident.id))
        #expect(found.handling.acknowledgedBy == "李敏")
        #expect(found.handling.owner == "市政中心")
        #expect(found.handling.label == .real)
        #expect(found.state == .resolved)
        try city.store.handle(incident, .reopen, by: "李敏", now: city.now + 5)
        found = try #require(try city.store.incident(incident.id))
        #expect(found.state == .firing)
        #expect(
            try city.store.steps(of: incident).map(\.action).suffix(5) == [
                "ack", "assign", "label", "close", "reopen",
            ]
        )
        let again = try city.store.detect(Self.run(), asOf: AsOf(time: Self.end), now: city.now)
        #expect(again.changes.isEmpty)
    }

    @Test func `a silence keeps an incident quiet until it ends`() async throws {
        let rows = Self.quiet(perDay: 5, seed: 88) + Self.burst(on: Self.days - 1)
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        _ = try city.store.detect(Self.run(), asOf: AsOf(time: Self.end), now: city.now)
        var query = AlertQuery()
        query.detect = .init()
        let incident = try #require(
            try city.store.incidents(query).max { $0.peak.observed < $1.peak.observed }
        )
        #expect(incident.state == .firing)
        let match = try #require(IncidentMatch("matter=\(incident.peak.dimensions.matter ?? "")"))
        let silence = Quieting.Silence(
            id: 0,
            match: match,
            from: city.now,
            until: city.now + 60,
            reason: "已知的塌陷",
            actor: "李敏"
        )
        let id = try city.store.addSilence(silence, now: city.now)
        let quiet = try city.store.incidents(query).first { $0.id == incident.id }
        #expect(quiet?.state == .suppressed)
        #expect(quiet?.handling.quietBecause == "静默：已知的塌陷")
        #expect(try city.store.expireSilence(id, by: "李敏", now: city.now))
        let loud = try city.store.incidents(query).first { $0.id == incident.id }
        #expect(loud?.state == .firing)
    }

    @Test func `nothing is found in an empty database`() throws {
        let city = try TestCity()
        let report = try city.store.detect(Self.run(), asOf: AsOf(time: city.now), now: city.now)
        #expect(report.alarms == 0)
        #expect(report.changes.isEmpty)
    }
}

/// Thresholds where the past is short.
@Suite(.serialized) struct ShortPastTests {
    @Test func `a week of a short past comes after the others`() async throws {
        var city = try TestCity()
        var generator = MessageGenerator(seed: 89)
        let rows = (0..<Int64(45 * 8)).map { number -> TestRow in
            var row = generator.row(at: TestCity.start + number * 3 * TestCity.hour)
            row.category = "公共服务/供水"
            row.region = "西塘区"
            return row
        }
        city.now = TestCity.start + 46 * TestCity.day
        try await city.add(rows)
        let run = DetectRun(calendar: .none, time: .china)
        let first = Day(number: LocalTime.china.dayNumber(TestCity.start) + 45)
        let (memory, dealt) = try city.store.read { db in
            var changes = try LedgerChanges(db, run.places, upTo: city.now)
            var memory = SeriesMemory(run, last: first)
            try memory.add(db, changes.changes(db, upTo: city.now))
            let moment = SeriesMemory.Moment(today: first.advanced(by: -1), share: 1, hour: 0)
            try memory.judge(db, moment) { _ in }
            let dealt = try (0..<8).map { try memory.dealt(before: first, .none, turn: $0) }
            return (memory, dealt.compactMap(\.self))
        }
        // The weekdays that stand least often do so six times in 45 days.
        #expect(dealt.count == 6)
        for (turn, (other, coming)) in dealt.enumerated() {
            #expect(coming == first..<first.advanced(by: 7))
            for (mine, its) in zip(memory.entries, other.entries) where mine.total >= 10 {
                for day in coming {
                    let taken = day.number - 7 * (turn + 1)
                    #expect(its.main.row[day.number] == mine.main.row[taken])
                    let hasOlder = taken - 7 >= first.number - 45
                    let instead = hasOlder ? taken - 7 : taken + 7
                    #expect(its.main.row[taken] == mine.main.row[instead])
                }
                let others = (first.number - 45..<first.number).filter {
                    !(first.number - 7 * (turn + 1)..<first.number - 7 * turn).contains($0)
                }
                #expect(others.allSatisfy { its.main.row[$0] == mine.main.row[$0] })
            }
        }
    }
}
