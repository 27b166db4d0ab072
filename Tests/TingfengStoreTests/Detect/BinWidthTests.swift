import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// Runs that judge by hours or weeks instead of days (`detect.bin`).
@Suite(.serialized) struct BinWidthTests {
    private static let days: Int64 = 60
    private static let end = TestCity.start + days * TestCity.day - 1
    private static let today = Day(number: LocalTime.china.dayNumber(end))

    /// Messages of one caller each, so that no matter speaks for the counts.
    private static func quiet(perDay: Double, days: Int64, seed: UInt64) -> [TestRow] {
        var generator = MessageGenerator(seed: seed)
        return (0..<days).flatMap { day in
            (0..<generator.random.poisson(perDay)).map { _ in
                // 8 to 20 o'clock.
                let second = Int64.random(in: 28_800..<72_000, using: &generator.random)
                return row(TestCity.start + day * TestCity.day + second, &generator)
            }
        }
    }

    private static func row(_ moment: Int64, _ generator: inout MessageGenerator) -> TestRow {
        var row = generator.row(at: moment)
        row.id += "@\(moment)"
        row.category = "公共服务/供水"
        row.region = "西塘区"
        row.caller = "same"
        return row
    }

    private static func run(_ bin: Configuration.Detect.BinWidth) -> DetectRun {
        var run = DetectRun(calendar: .none, time: .china)
        run.bin = bin
        run.budget.falsePerDay = 0.2
        return run
    }

    private static func rises(_ city: TestCity) throws -> [Incident] {
        try city.store.incidents(AlertQuery()).filter { $0.peak.name == .rise }
    }

    @Test func `an hour stands out of a day that does not`() async throws {
        var generator = MessageGenerator(seed: 5)
        let midnight = Self.end + 1 - TestCity.day
        var rows = Self.quiet(perDay: 40, days: Self.days - 1, seed: 61)
        // Two dozen calls from 14 to 15 o'clock, and little else all day.
        rows += (0..<24).map { Self.row(midnight + 14 * 3_600 + 60 * $0, &generator) }
        rows += (0..<12).map { Self.row(midnight + (8 + $0) * 3_600, &generator) }
        let city = try await TestCity(now: Self.end + TestCity.hour, rows)
        var run = Self.run(.hour)
        _ = try city.store.detect(run, asOf: AsOf(time: midnight - 1), now: city.now)
        let quiet = try Self.rises(city).filter { $0.startsAt == Self.today }
        #expect(quiet.isEmpty)
        let asOf = AsOf(time: midnight + 15 * 3_600 + 5)
        let report = try city.store.detect(run, asOf: asOf, now: city.now)
        #expect(report.calibrationDays > 0)
        let incident = try #require(try Self.rises(city).first { $0.lastDay == Self.today })
        #expect(incident.peak.hour == 14)
        #expect(incident.state == .firing, "the hour has ended")
        #expect(incident.peak.observed == 25)
        #expect(incident.lastObserved == 32, "messages of the day")
        let reason = try city.store.explain(
            incident,
            city.reading,
            calendar: .none,
            time: .china,
            asOf: asOf
        )
        #expect(reason.categories.map(\.observed).reduce(0, +) == 25)
        let outcome = try city.store.replay(
            Replay(run, days: Self.today.advanced(by: -40)...Self.today)
        )
        #expect(outcome.stored.runs == 2)
        #expect(outcome.stored.equal == 2)
        #expect(outcome.incidents.contains(incident))

        run = Self.run(.day)
        let other = try await TestCity(now: Self.end + TestCity.hour, rows)
        for moment in [midnight - 1, Self.end] {
            _ = try other.store.detect(run, asOf: AsOf(time: moment), now: other.now)
        }
        #expect(try Self.rises(other).filter { $0.startsAt == Self.today }.isEmpty)
    }

    @Test func `a week is judged when it has ended`() async throws {
        var generator = MessageGenerator(seed: 6)
        // 2024 begins with a Monday; the last week of 12 has half as many again every day.
        let weeks: Int64 = 12
        let monday = TestCity.start + (weeks - 1) * 7 * TestCity.day
        var rows = Self.quiet(perDay: 6, days: weeks * 7, seed: 62)
        rows += (0..<49).map { number in
            Self.row(monday + number / 7 * TestCity.day + 40_000 + number, &generator)
        }
        var city = try TestCity()
        city.now = monday + 8 * TestCity.day
        try await city.add(rows)
        let run = Self.run(.week)
        let sunday = Day(number: LocalTime.china.dayNumber(monday) + 6)
        for day in 4...7 {
            let moment = AsOf(time: monday + Int64(day) * TestCity.day - 1)
            _ = try city.store.detect(run, asOf: moment, now: city.now)
            let found = try Self.rises(city).filter { $0.lastDay > sunday.advanced(by: -7) }
            #expect(found.isEmpty == (day < 7), "day \(day)")
        }
        let incident = try #require(try Self.rises(city).max { $0.lastDay < $1.lastDay })
        #expect(incident.lastDay == sunday)
        #expect(incident.peak.window == 7)
        #expect(incident.peak.observed > 70)
        #expect(incident.state == .firing)
        let reason = try city.store.explain(
            incident,
            city.reading,
            calendar: .none,
            time: .china,
            asOf: AsOf(time: city.now)
        )
        #expect(reason.regions.map(\.observed).reduce(0, +) == incident.peak.observed)
        let outcome = try city.store.replay(Replay(run, days: sunday.advanced(by: -60)...sunday))
        #expect(outcome.stored.runs == 4)
        #expect(outcome.stored.equal == 4)
    }
}
