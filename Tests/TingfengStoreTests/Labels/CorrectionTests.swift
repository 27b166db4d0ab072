import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct CorrectionTests {
    private func city() async throws -> TestCity {
        var city = try TestCity()
        city.now = TestCity.start + 10 * TestCity.day
        var row = TestRow(id: "1", createdAt: TestCity.start, body: "青桐路的路灯坏了，晚上很黑。")
        row.title = "路灯不亮"
        try await city.add([row])
        return city
    }

    private func relabel(_ city: TestCity, to path: [String]) throws -> RelabelOutcome {
        try city.store.relabel(message: "1", source: nil, to: path, actor: "王", now: city.now)
    }

    @Test func `a correction counts from now on and changes no past answer`() async throws {
        let city = try await city()
        let before = try city.store.messages(named: "1", asOf: AsOf(time: city.now - 1))
        guard case .changed(let correction) = try relabel(city, to: ["交通运输", "公路"]) else {
            Issue.record("not changed")
            return
        }
        let past = try city.store.messages(named: "1", asOf: AsOf(time: city.now - 1))
        let present = try city.store.messages(named: "1", asOf: AsOf(time: city.now))
        #expect(past.first?.category == before.first?.category)
        #expect(present.first?.category == "交通运输/公路")
        #expect(present.first?.model == "person")
        #expect(correction.oldPath == before.first?.bestPath)
        #expect(try city.counted() == 1)
    }

    @Test func `a later revision of a message keeps the label of a person`() async throws {
        var city = try await city()
        _ = try relabel(city, to: ["交通运输", "公路"])
        city.now += TestCity.day
        var row = TestRow(id: "1", createdAt: TestCity.start, body: "青桐路的路灯还是不亮，请修。")
        row.title = "路灯不亮"
        try await city.add([row])
        let present = try city.store.messages(named: "1", asOf: AsOf(time: city.now + 1))
        #expect(present.first?.message.body == "青桐路的路灯还是不亮，请修。")
        #expect(present.first?.category == "交通运输/公路")
        #expect(present.first?.model == "person")
        #expect(try city.counted() == 1)
    }

    @Test func `the same correction twice is one, and an unknown message none`() async throws {
        let city = try await city()
        _ = try relabel(city, to: ["交通运输"])
        #expect(try relabel(city, to: ["交通运输"]) == .same)
        let other = try city.store.relabel(
            message: "2",
            source: nil,
            to: ["交通运输"],
            actor: "王",
            now: city.now
        )
        #expect(other == .notFound)
        #expect(try city.int("SELECT count(*) FROM correction") == 1)
    }

    @Test func `the last correction of a message is what is learned from`() async throws {
        let city = try await city()
        _ = try relabel(city, to: ["交通运输"])
        _ = try relabel(city, to: ["环境保护", "噪音污染"])
        let corrections = try city.store.corrections()
        #expect(corrections.map(\.path) == [["环境保护", "噪音污染"]])
        #expect(corrections.first?.title == "路灯不亮")
    }

    @Test func `the model says kind and urgency where the source is silent`() async throws {
        let city = try await city()
        #expect(try city.int("SELECT count(*) FROM message WHERE kind IS NULL") == 1)
        #expect(try city.int("SELECT count(*) FROM message WHERE model_kind IS NOT NULL") == 1)
        #expect(
            try city.int("SELECT count(*) FROM message WHERE urgency_score BETWEEN 0 AND 1") == 1
        )
    }

    @Test func `a week of drift has the messages that a model labelled`() async throws {
        let city = try await city()
        let asOf = AsOf(time: city.now)
        let time = LocalTime.china
        let weeks = try city.store.drift(weeks: 4, time: time, asOf: asOf)
        #expect(weeks.map(\.messages) == [1])
        #expect(weeks.first?.start == TestCity.start)
        _ = try relabel(city, to: ["交通运输"])
        #expect(try city.store.drift(weeks: 4, time: time, asOf: asOf).isEmpty)
    }

    @Test func `the model put to use last is the one in use`() async throws {
        let city = try await city()
        #expect(try city.store.modelUses().isEmpty)
        for name in ["a@1", "b@2"] {
            try city.store.use(
                ModelUse(at: city.now, actor: "王", name: name, file: "/m/\(name)", sha256: "00")
            )
        }
        #expect(try city.store.modelUses().map(\.name) == ["b@2", "a@1"])
    }
}
