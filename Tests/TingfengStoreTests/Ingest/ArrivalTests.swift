import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// When messages count as known, PRODUCT §5.8.
@Suite(.serialized) struct ArrivalTests {
    private func arrival(_ city: TestCity, of id: String, rev: Int = 1) throws -> Int64 {
        Int64(
            try city.int(
                "SELECT arrived_at FROM message WHERE external_id = '\(id)' AND rev = \(rev)"
            )
        )
    }

    private func row(_ id: String, _ createdAt: Int64, arrivedAt: Int64? = nil) -> TestRow {
        TestRow(id: id, createdAt: createdAt, arrivedAt: arrivedAt, body: "消防通道被堵\(id)")
    }

    private func detect(_ city: TestCity, asOf: Int64) throws {
        let run = DetectRun(calendar: .none, time: .china)
        _ = try city.store.detect(run, asOf: AsOf(time: asOf), now: city.now)
    }

    @Test func `history arrives when it was said`() async throws {
        let city = try TestCity()
        try await city.add([row("a", TestCity.start)])
        #expect(try arrival(city, of: "a") == TestCity.start)
    }

    @Test func `the mapped column decides where there is one`() async throws {
        var city = try TestCity()
        let late = TestCity.start + 5 * TestCity.day
        try await city.add([row("a", TestCity.start, arrivedAt: late)])
        #expect(try arrival(city, of: "a") == late)
        try detect(city, asOf: late)
        city.options.arrival = .now
        try await city.add([row("b", TestCity.start, arrivedAt: late + 60)])
        #expect(try arrival(city, of: "b") == late + 60)
    }

    @Test func `after a detect run earlier events arrive at the clock's time`() async throws {
        let city = try TestCity()
        let judged = TestCity.start + 3 * TestCity.day
        try await city.add([row("a", TestCity.start)])
        try detect(city, asOf: judged)
        try await city.add([row("before", judged), row("after", judged + 1)])
        #expect(try arrival(city, of: "before") == city.now)
        #expect(try arrival(city, of: "after") == judged + 1)
        #expect(try city.counted(asOf: judged) == 1)
    }

    @Test func `a change arrives by its event where that is asked, never before what it changes`()
        async throws
    {
        var city = try TestCity()
        city.options.arrival = .event
        try await city.add([row("a", TestCity.start)])
        try await city.add([TestRow(id: "a", createdAt: TestCity.start + 60, body: "通道又被堵")])
        #expect(try arrival(city, of: "a", rev: 2) == TestCity.start + 60)
        try await city.add([TestRow(id: "a", createdAt: TestCity.start, body: "通道再被堵")])
        #expect(try arrival(city, of: "a", rev: 3) == TestCity.start + 61)
    }

    @Test func `the asked arrival overrides the rule for new messages`() async throws {
        var city = try TestCity()
        try await city.add([row("a", TestCity.start)])
        try detect(city, asOf: TestCity.start + TestCity.day)
        city.options.arrival = .event
        try await city.add([row("event", TestCity.start + 5)])
        city.options.arrival = .now
        try await city.add([row("now", TestCity.start + 9 * TestCity.day)])
        #expect(try arrival(city, of: "event") == TestCity.start + 5)
        #expect(try arrival(city, of: "now") == city.now)
    }

    @Test func `a change arrives at the clock's time, never before what it changes`() async throws {
        var city = try TestCity()
        var message = row("a", TestCity.start, arrivedAt: city.now + 100)
        try await city.add([message])
        message.body += "，还是没人管"
        message.arrivedAt = nil
        try await city.add([message])
        #expect(try arrival(city, of: "a", rev: 2) == city.now + 101)
        city.now += 500
        message.body += "，第三次反映"
        try await city.add([message])
        #expect(try arrival(city, of: "a", rev: 3) == city.now)
        #expect(try city.int("SELECT count(*) FROM message WHERE superseded_at IS NULL") == 1)
    }

    @Test func `a late message is unknown before it arrives`() async throws {
        let city = try TestCity()
        let late = TestCity.start + 5 * TestCity.day
        try await city.add([row("a", TestCity.start), row("b", TestCity.start, arrivedAt: late)])
        #expect(try city.counted(asOf: late - 1) == 1)
        #expect(try city.count("消防通道", asOf: late - 1) == 1)
        #expect(try city.counted(asOf: late) == 2)
        #expect(try city.count("消防通道", asOf: late) == 2)
    }
}
