import GRDB
import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// Runs that go on with what the run before left.
@Suite(.serialized) struct DetectStateTests {
    private static let weeks = 8
    /// Where a run writes beside its states.
    private static let written = ["incident", "incident_log", "calibration", "detect_run"]

    private static func run(_ bin: Tingfeng.Configuration.Detect.BinWidth) -> DetectRun {
        var run = DetectRun(calendar: .none, time: .china)
        run.bin = bin
        run.budget = FalseAlarmBudget(falsePerDay: 30, minCount: 2)
        return run
    }

    /// Moments in order, some of them within the same hour.
    private static func moments(week: Int, _ random: inout SeededGenerator) -> [Int64] {
        let from = TestCity.start + Int64(week) * TestHistory.week
        return (0..<4).map { _ in Int64.random(in: 0..<TestHistory.week, using: &random) }
            .flatMap { [$0, $0 + 700] }.sorted().map { from + $0 }
    }

    private static func forget(_ city: TestCity) throws {
        try city.store.write { db in try db.execute(sql: "DELETE FROM detect_state") }
    }

    private static func dump(_ city: TestCity) throws -> LogicalDump {
        try LogicalDump(city.store, without: ["detect_state", "detect_series"])
    }

    private static func runWith(
        _ city: TestCity,
        _ run: DetectRun,
        _ asOf: AsOf
    ) throws -> (DetectRun.Report, isResumed: Bool) {
        let (store, now) = (city.store, city.now)
        let edition = try store.edition()
        let judgement = try store.read { try run.judge($0, asOf: asOf, now: now) }
        let report = try store.detect(run, judgement, of: edition, asOf: asOf, now: now)
        return (report, judgement.session.isResumed)
    }

    /// What a run that remembers nothing does; it is taken back.
    private static func runWithout(
        _ city: TestCity,
        _ run: DetectRun,
        _ asOf: AsOf
    ) throws -> (report: DetectRun.Report, written: LogicalDump) {
        try city.store.discarding { db in
            try db.execute(sql: "DELETE FROM detect_state")
            let judgement = try run.judge(db, asOf: asOf, now: city.now)
            let report = try run.save(db, judgement, now: city.now)
            return (report, try LogicalDump(db, of: written))
        }
    }

    @Test(arguments: Tingfeng.Configuration.Detect.BinWidth.allCases)
    func `runs with memory do what runs without do`(
        bin: Tingfeng.Configuration.Detect.BinWidth
    ) async throws {
        let history = TestHistory(weeks: Self.weeks, rows: 180, seed: 73)
        var city = try TestCity()
        var random = SeededGenerator(seed: 73)
        let run = Self.run(bin)
        var (resumed, alarms, runs, moved) = (0, 0, 0, 0)
        for (week, file) in history.files.enumerated() {
            city.now = TestCity.start + Int64(week + 1) * TestHistory.week
            // What arrives after the runs of its week is late for them.
            try await city.add(file)
            guard week >= 4 else { continue }
            for moment in Self.moments(week: week, &random) {
                let asOf = AsOf(time: moment)
                let before = try city.store.read { try DetectState.fetch($0)?.day }
                let bare = try Self.runWithout(city, run, asOf)
                let (report, isResumed) = try Self.runWith(city, run, asOf)
                if isResumed { resumed += 1 }
                #expect(report == bare.report)
                let written = try city.store.read { try LogicalDump($0, of: Self.written) }
                #expect(written.differences(from: bare.written) == [])
                let after = try city.store.read { try DetectState.fetch($0)?.day }
                if let before, let after, before != after { moved += 1 }
                alarms += report.alarms
                runs += 1
            }
        }
        #expect(runs == 32)
        #expect(resumed > 16, "others set thresholds, or older messages moved the begin")
        #expect(alarms > 20)
        #expect(moved >= 2)
        let today = Day(number: LocalTime.china.dayNumber(history.end))
        let outcome = try city.store.replay(Replay(run, days: today.advanced(by: -50)...today))
        #expect(outcome.stored.runs == runs)
        #expect(outcome.stored.equal == runs)
    }

    @Test func `a row that says it was known long ago is not overlooked`() async throws {
        let history = TestHistory(weeks: Self.weeks, rows: 60, seed: 72)
        var kept = try TestCity()
        var bare = try TestCity()
        let run = Self.run(.day)
        try await history.ingest(into: &kept)
        try await history.ingest(into: &bare)
        var generator = MessageGenerator(seed: 72)
        // Four days of one month: thresholds are set by the first.
        for day in 0..<4 {
            let moment = TestCity.start + (44 + Int64(day)) * TestCity.day
            try Self.forget(bare)
            let report = try kept.store.detect(run, asOf: AsOf(time: moment), now: kept.now)
            let other = try bare.store.detect(run, asOf: AsOf(time: moment), now: bare.now)
            #expect(report == other, "day \(day)")
            for age in [1, 12, 30] {
                var row = generator.row(at: moment - Int64(age) * TestCity.day, topic: 1)
                row.id = "L\(day)-\(age)"
                row.arrivedAt = row.createdAt
                for city in [kept, bare] { try await city.add([row]) }
            }
        }
        #expect(try Self.dump(kept).differences(from: Self.dump(bare)) == [])
    }

    @Test func `other settings, an earlier moment or older days read the ledger`() async throws {
        let history = TestHistory(weeks: Self.weeks, rows: 60, seed: 73)
        var city = try TestCity()
        try await history.ingest(into: &city)
        let moment = TestCity.start + 50 * TestCity.day
        let run = Self.run(.day)
        _ = try city.store.detect(run, asOf: AsOf(time: moment), now: city.now)
        var calendar = run
        calendar.calendar = try HolidayCalendar(
            csv: Array("date,daytype\n2030-01-01,holiday\n".utf8)
        )
        var older = run
        older.from = Day(number: LocalTime.china.dayNumber(moment) - 20)
        var width = run
        width.bin = .hour
        let cases = [
            (run, moment, true), (run, moment + TestCity.day, true), (calendar, moment, false),
            (older, moment, false), (width, moment, false), (run, moment - TestCity.hour, false),
        ]
        for (place, (run, moment, resumes)) in cases.enumerated() {
            let isResumed = try city.store.read { db in
                try DetectSession.opening(db, run, asOf: moment).isResumed
            }
            #expect(isResumed == resumes, "case \(place)")
        }
    }
}
