import GRDB
import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// What receivers are told of incidents, and when.
@Suite(.serialized) struct OutboxTests {
    private static let day = TestCity.day
    /// 12:00 on the hundredth day.
    private static let noon = TestCity.start + 100 * day + 12 * TestCity.hour

    private let city: TestCity
    private var run: DetectRun
    private var outbox: Outbox

    /// A city in which three people ask for their wages on the hundredth day, and one rule.
    init() async throws {
        var city = try TestCity()
        city.now = Self.noon
        var generator = MessageGenerator(seed: 92)
        let quiet = (0..<100).map { number in
            generator.row(at: TestCity.start + Int64(number) * Self.day, topic: number % 3)
        }
        let calls = (0..<Int64(3)).map { number -> TestRow in
            let moment = Self.noon - (number + 1) * TestCity.hour
            var row = TestRow(id: "R\(number)", createdAt: moment, body: "工地拖欠工资，我们要讨薪。")
            row.caller = "caller \(number)"
            row.category = "劳动和社会保障/工资"
            return row
        }
        try await city.add(quiet + calls)
        self.city = city
        run = DetectRun(calendar: .none, time: .china)
        run.rules = [Configuration.Rule(name: "讨薪", query: "讨薪")]
        run.reading = city.reading
        // Nothing but the rule raises an alarm.
        run.budget.falsePerDay = 1e-300
        outbox = Outbox(
            receivers: [
                .init(.webhook(urlEnv: "DUTY", secretEnv: nil)),
                .init(.file(folder: "spool"), minSeverity: .critical),
            ],
            reading: city.reading,
            calendar: .none,
            time: .china
        )
        run.outbox = outbox
    }

    @discardableResult
    private func detect(_ run: DetectRun? = nil, after days: Int64 = 0) throws -> [OutboxRow] {
        let moment = Self.noon + days * Self.day
        _ = try city.store.detect(run ?? self.run, asOf: AsOf(time: moment), now: moment)
        return try city.store.waitingNotices()
    }

    @Test func `a run leaves one notice for who wants to know`() throws {
        let rows = try detect()
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(row.receiver == "webhook:DUTY")
        #expect(row.notice.rev == 1)
        #expect(row.notice.status == .firing)
        #expect(row.notice.identity == ["alertname": "rule", "rule": "讨薪"])
        #expect(row.notice.startsAt.hasSuffix("T00:00:00+08:00"))
        #expect(row.notice.endsAt == nil)
        let facts = row.notice.annotations
        #expect(facts["observed"] == "3")
        #expect(facts["callers"] == "3")
        #expect(facts["detector"] == "rule")
        #expect(facts["summary"]?.hasPrefix("讨薪 1天 3人(预期 ") == true)
        #expect(facts["why"]?.contains("讨薪") == true)
        #expect(facts["quotes"]?.contains("拖欠工资") == true)
        #expect(facts["as_of"] == LocalTime.china.rfc3339(Self.noon))
        #expect(try detect().map(\.id) == [row.id], "the same moment again")
        #expect(try detect(after: 1).map(\.id) == [row.id], "the incident goes on")
    }

    @Test func `evidence is gathered before the database is locked`() throws {
        let asOf = AsOf(time: Self.noon)
        let judgement = try city.store.read { try run.judge($0, asOf: asOf, now: Self.noon) }
        let edition = try city.store.edition()
        let report = try city.store.detect(
            run,
            judgement,
            of: edition,
            asOf: asOf,
            now: Self.noon
        )
        let stored = try city.store.read { db in try IncidentRecord.fetchAll(db).map(\.incident) }
        #expect(report.changes.count == 1)
        #expect(judgement.notices?.prepared == stored)
        #expect(try city.store.waitingNotices().count == 1)
    }

    @Test func `what was found out before somebody wrote is found out again`() async throws {
        let asOf = AsOf(time: Self.noon)
        let edition = try city.store.edition()
        let judgement = try city.store.read { try run.judge($0, asOf: asOf, now: Self.noon) }
        #expect(try city.store.edition() == edition, "nobody wrote")
        var late = TestRow(id: "L", createdAt: Self.noon - 60, body: "包工头不发工资，我们讨薪。")
        late.caller = "caller 9"
        try await city.add([late])
        let next = try city.store.edition()
        #expect(next != edition)
        try Store(opening: city.store.path).write { db in
            try db.execute(sql: "UPDATE batch SET id = id")
        }
        #expect(try city.store.edition() != next, "as another process would")
        _ = try city.store.detect(run, judgement, of: edition, asOf: asOf, now: Self.noon)
        let row = try #require(try city.store.waitingNotices().first)
        #expect(row.notice.annotations["observed"] == "4")
    }

    @Test func `severity that rises and an end are told to each by his least severity`() throws {
        try detect()
        var worse = run
        worse.rules[0].severity = .critical
        worse.from = Day(number: LocalTime.china.dayNumber(Self.noon))
        let raised = try detect(worse, after: 1)
        #expect(
            raised.map { "\($0.receiver) \($0.notice.status) \($0.notice.severity)" } == [
                "webhook:DUTY firing alert", "webhook:DUTY firing critical",
                "file:spool firing critical",
            ]
        )
        let ended = try detect(worse, after: 6).dropFirst(3)
        #expect(ended.map(\.notice.status) == [.resolved, .resolved])
        #expect(ended.allSatisfy { $0.notice.endsAt != nil })
        #expect(Set(raised.map(\.notice.rev)).count == 2)
        #expect(try detect(worse, after: 7).count == 5)
    }

    @Test func `who is silenced is told when the silence ends`() throws {
        let match = try #require(IncidentMatch("rule=讨薪"))
        let silence = Quieting.Silence(
            id: 0,
            match: match,
            from: Self.noon - 60,
            until: Self.noon + 3_600,
            reason: "已知",
            actor: "李敏"
        )
        try city.store.addSilence(silence, now: Self.noon - 60)
        #expect(try detect().isEmpty)
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 60) == 0)
        #expect(try city.store.previewOutbox(outbox, now: Self.noon + 7_200).count == 1)
        #expect(try city.store.waitingNotices().isEmpty, "a preview writes nothing")
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 7_200) == 1)
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 7_300) == 0)
    }

    @Test func `a run says of the silenced what the list says`() throws {
        let match = try #require(IncidentMatch("rule=讨薪"))
        let silence = Quieting.Silence(
            id: 0,
            match: match,
            from: Self.noon - 5,
            until: Self.noon + 9 * Self.day,
            reason: "已知",
            actor: "李敏"
        )
        try city.store.addSilence(silence, now: Self.noon - 5)
        var run = run
        run.quieting = .init()
        let report = try city.store.detect(run, asOf: AsOf(time: Self.noon), now: Self.noon)
        var query = AlertQuery()
        query.detect = .init()
        let listed = try city.store.incidents(query)
        #expect(report.changes.map(\.incident) == listed)
        #expect(listed.map(\.state) == [.suppressed])
        let stored = try city.store.incidents(AlertQuery())
        #expect(stored.map(\.state) == [.firing], "the detector's own state")
    }

    @Test func `what a person declares over is over, and open when he takes it back`() throws {
        try detect()
        let incident = try #require(try city.store.incidents(AlertQuery()).first)
        try city.store.handle(incident, .acknowledge, by: "李敏", now: Self.noon + 1)
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 1) == 0)
        try city.store.handle(incident, .resolve, by: "李敏", now: Self.noon + 2)
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 2) == 1)
        try city.store.handle(incident, .reopen, by: "李敏", now: Self.noon + 3)
        #expect(try city.store.fillOutbox(outbox, now: Self.noon + 3) == 1)
        let rows = try city.store.waitingNotices()
        #expect(rows.map(\.notice.status) == [.firing, .resolved, .firing])
        #expect(rows.map(\.notice.rev) == [1, 3, 4])
        #expect(rows[1].notice.endsAt == LocalTime.china.rfc3339(Self.noon + 2))
    }

    @Test func `what came and went unseen is told, but not by a first run`() async throws {
        #expect(try detect(after: 9).isEmpty, "history")
        let second = try await OutboxTests().city
        let early = AsOf(time: Self.noon - 2 * Self.day)
        _ = try second.store.detect(run, asOf: early, now: Self.noon)
        let late = AsOf(time: Self.noon + 9 * Self.day)
        _ = try second.store.detect(run, asOf: late, now: Self.noon)
        let rows = try second.store.waitingNotices()
        #expect(rows.map(\.notice.status) == [.resolved])
    }

    @Test func `a failure waits longer each time, up to an hour`() throws {
        let pauses = [1, 2, 3, 7, 8, 20].map(OutboxRow.pause)
        #expect(pauses == [30, 60, 120, 1_920, 3_600, 3_600])
        let row = try #require(try detect().first)
        try city.store.markUndelivered([row], because: "连接不上", now: Self.noon)
        let failed = try #require(try city.store.waitingNotices().first)
        #expect(failed.attempts == 1)
        #expect(failed.nextAt == Self.noon + 30)
        #expect(failed.error == "连接不上")
        try city.store.markDelivered([row.id], now: Self.noon + 40)
        #expect(try city.store.waitingNotices().isEmpty)
        #expect(try city.store.toldNotices("webhook:DUTY").map(\.notice) == [row.notice])
    }
}
