import Foundation
import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// Somebody's own detector in the runs.
@Suite(.serialized) struct ExternalRunTests {
    private static let end = TestCity.start + 100 * TestCity.day - 1

    /// Poisson against the mean of the four weeks before; the example of docs/cli.md.
    private static func program() throws -> String {
        let docs = try String(contentsOfFile: "\(Package.root)/docs/cli.md", encoding: .utf8)
        let from = try #require(docs.range(of: "```python\n"))
        let rest = docs[from.upperBound...]
        let end = try #require(rest.range(of: "```"))
        return String(rest[..<end.lowerBound])
    }

    private static func city() async throws -> TestCity {
        var city = try TestCity()
        city.now = end + TestCity.hour
        var generator = MessageGenerator(seed: 93)
        var rows = generator.rows(500, in: TestCity.start..<end - TestCity.day)
        rows += (0..<40).map { _ in
            generator.row(at: end - 40_000, topic: 2, district: "西塘区")
        }
        for index in rows.indices {
            // One caller: no matter speaks for the count.
            rows[index].caller = "same"
            if rows[index].category.isEmpty { rows[index].category = "其他/其他" }
        }
        try await city.add(rows)
        return city
    }

    private static func run(_ city: TestCity, _ command: String) -> DetectRun {
        var run = DetectRun(calendar: .none, time: .china)
        run.external = ExternalDetector(command: command, patience: 20)
        run.budget.falsePerDay = 1
        return run
    }

    @Test(
        .enabled("python3 is installed") {
            FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
        }
    )
    func `the example of the documentation finds a burst, live and in a replay`() async throws {
        let city = try await Self.city()
        let script = try city.folder.write("detector.py", Array(try Self.program().utf8))
        let command = "exec python3 \(script)"
        for ago in (0..<3).reversed() {
            let moment = AsOf(time: Self.end - Int64(ago) * TestCity.day)
            let report = try city.store.detect(
                Self.run(city, command),
                asOf: moment,
                now: city.now
            )
            #expect(report.series > 5)
        }
        let found = try city.store.incidents(AlertQuery())
        #expect(found.contains { $0.peak.name == .rise && $0.peak.observed >= 30 })
        let today = Day(number: LocalTime.china.dayNumber(Self.end))
        let days = today.advanced(by: -40)...today
        let outcome = try city.store.replay(Replay(Self.run(city, command), days: days))
        #expect(outcome.stored.runs == 3)
        #expect(outcome.stored.equal == 3)
    }

    @Test func `a program that dies leaves everything as it was`() async throws {
        let city = try await Self.city()
        let before = try city.dump()
        #expect(throws: ExternalDetectorError.self) {
            try city.store.detect(
                Self.run(city, "exit 1"),
                asOf: AsOf(time: Self.end),
                now: city.now
            )
        }
        #expect(try city.dump().differences(from: before) == [])
    }
}
