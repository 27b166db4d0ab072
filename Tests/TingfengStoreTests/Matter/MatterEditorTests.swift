import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct MatterEditorTests {
    private static let lamp = "梧桐街东段路灯坏了半个月，晚上一片漆黑，老人出门很不安全，请尽快维修。"
    private static let noise = "湖滨花园东门外的工地每天凌晨还在浇筑混凝土，噪音很大，全家睡不着觉。"

    private func row(_ id: String, _ day: Int64, _ title: String, _ body: String) -> TestRow {
        var row = TestRow(id: id, createdAt: TestCity.start + day * TestCity.day, body: body)
        row.title = title
        row.caller = "caller \(id)"
        return row
    }

    private func city() async throws -> (city: TestCity, editor: MatterEditor) {
        let city = try TestCity()
        try await city.add([
            row("a", 0, "梧桐街东段路灯不亮", Self.lamp),
            row("b", 1, "湖滨花园东门工地夜间施工扰民", Self.noise),
            row("c", 2, "梧桐街东段路灯坏了没人修", Self.lamp),
            row("d", 3, "湖滨花园东门工地夜间施工噪音扰民", Self.noise),
        ])
        let now = city.now
        let editor = MatterEditor(store: city.store, analyzer: city.analyzer, clock: { now })
        return (city, editor)
    }

    private func matters(_ city: TestCity) throws -> [String: String] {
        let moment = try city.store.defaultAsOf(now: city.now)
        return try ["a", "b", "c", "d"].reduce(into: [:]) { matters, id in
            matters[id] = try city.store.messages(named: id, asOf: moment).first?.matter
        }
    }

    private static let apart = ["a": "12345:a", "b": "12345:b", "c": "12345:a", "d": "12345:b"]

    @Test func `merging keeps the older id and the other one leads to it`() async throws {
        let (city, editor) = try await city()
        #expect(try matters(city) == Self.apart)
        let decision = try editor.merge("b", "a", by: "李敏", because: "同一工地")
        #expect(decision.matter == "12345:a")
        #expect(decision.messages == 2)
        #expect(try Set(matters(city).values) == ["12345:a"])
        let moment = try city.store.defaultAsOf(now: city.now)
        let page = try city.store.matter("12345:b", city.reading, asOf: moment)
        #expect(page.key == "12345:a")
        #expect(page.redirectedFrom == "12345:b")
        #expect(page.members.map(\.actor) == ["model", "李敏", "model", "李敏"])
        #expect(page.decisions.map(\.reason) == ["同一工地"])
    }

    @Test func `a split is named after its earliest message`() async throws {
        let (city, editor) = try await city()
        try editor.split("a", messages: ["c"], by: "李敏", because: "另一盏灯")
        var expected = Self.apart
        expected["c"] = "12345:c"
        #expect(try matters(city) == expected)
    }

    @Test func `undo restores the ids exactly, newest decision first`() async throws {
        let (city, editor) = try await city()
        try editor.merge("a", "b", by: "李敏", because: "")
        let merged = try matters(city)
        try editor.split("a", messages: ["d", "c"], by: "李敏", because: "")
        try editor.undo("a", by: "王强", because: "")
        #expect(try matters(city) == merged)
        let undone = try editor.undo("b", by: "王强", because: "看错了")
        #expect(undone.action == .undo)
        #expect(try matters(city) == Self.apart)
        #expect(throws: MatterError.nothingToUndo(id: "12345:a")) {
            try editor.undo("a", by: "王强", because: "")
        }
    }

    @Test func `a question about the past does not know the decision`() async throws {
        let (city, editor) = try await city()
        let before = try city.store.defaultAsOf(now: city.now)
        let page = try city.store.matter("b", city.reading, asOf: before)
        try editor.merge("a", "b", by: "李敏", because: "")
        #expect(try city.store.matter("b", city.reading, asOf: before) == page)
    }

    @Test func `later messages join the matter that people made`() async throws {
        let (city, editor) = try await city()
        try editor.merge("a", "b", by: "李敏", because: "")
        try await city.add([row("e", 5, "湖滨花园东门工地夜间施工扰民", Self.noise)])
        let moment = AsOf(time: city.now)
        #expect(try city.store.messages(named: "e", asOf: moment).first?.matter == "12345:a")
    }

    @Test func `the first message cannot be split off`() async throws {
        let (city, editor) = try await city()
        withExtendedLifetime(city) {
            #expect(throws: MatterError.founderStays(message: "a")) {
                try editor.split("a", messages: ["a"], by: "李敏", because: "")
            }
            #expect(throws: MatterError.notAMember(message: "b", matter: "12345:a")) {
                try editor.split("a", messages: ["b"], by: "李敏", because: "")
            }
        }
    }
}
