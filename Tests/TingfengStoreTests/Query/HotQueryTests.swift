import Foundation
import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct HotQueryTests {
    private func hot(
        _ city: TestCity,
        by dimension: HotQuery.Dimension = .matter,
        asOf: Int64? = nil
    ) throws -> [HotRow] {
        var query = HotQuery()
        query.dimension = dimension
        query.limit = 1_000
        return try city.store.hot(query, city.reading, asOf: AsOf(time: asOf ?? city.now))
    }

    /// A city that last heard of things at `now`.
    private func city(_ rows: Int, seed: UInt64) async throws -> TestCity {
        var city = try TestCity()
        city.now = TestCity.start + 40 * TestCity.day
        var generator = MessageGenerator(seed: seed)
        try await city.add(generator.rows(rows, in: TestCity.start..<city.now))
        return city
    }

    @Test func `a row tells category, place and title as they are known`() async throws {
        var city = try TestCity()
        var row = TestRow(id: "W1", createdAt: city.now - 60, body: "河埠头的井盖碎了")
        row.title = "井盖碎了"
        row.category = "城乡建设/市政设施"
        row.region = "东岭区"
        try await city.add([row])
        row.title = "井盖不见了"
        row.category = "公共安全/隐患"
        row.region = "南浦县"
        city.now += 60
        try await city.add([row])
        let before = try #require(try hot(city, asOf: city.now - 1).first)
        #expect(before.description == "井盖碎了")
        #expect(before.category == "城乡建设/市政设施")
        #expect(before.place == "江州市/东岭区")
        let after = try #require(try hot(city).first)
        #expect(after.description == "井盖不见了")
        #expect(after.category == "公共安全/隐患")
        #expect(after.place == "江州市/南浦县")
    }

    @Test(arguments: [HotQuery.Dimension.matter, .category, .region])
    func `rows add up to the messages of the window`(dimension: HotQuery.Dimension) async throws {
        let city = try await city(200, seed: 71)
        let rows = try hot(city, by: dimension)
        let start = city.now - HotQuery().window
        let inWindow = try city.int("SELECT count(*) FROM fact WHERE event_at > \(start)")
        #expect(rows.reduce(0) { $0 + $1.messages } == inWindow)
        #expect(abs(rows.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }

    @Test func `heat is the printed formula and orders the rows`() async throws {
        let city = try await city(200, seed: 72)
        let rows = try hot(city)
        for row in rows {
            let sum = row.excess + row.recency + row.urgency + row.likes
            #expect(abs(row.heat - 100 * (1 - exp(-sum / 10))) < 1e-9)
            #expect(row.callers <= row.messages)
        }
        #expect(rows.map(\.heat) == rows.map(\.heat).sorted(by: >))
        #expect(rows.map(\.rank) == Array(1...rows.count))
    }

    @Test func `a caller who calls ten times is one caller`() async throws {
        let city = try TestCity()
        let rows = (0..<10).map { index in
            var row = TestRow(
                id: "W\(index)",
                createdAt: city.now - Int64(index) * 60,
                body: "老粮站对面的垃圾桶满了没人清运"
            )
            row.caller = "13900001111"
            return row
        }
        try await city.add(rows)
        let first = try #require(try hot(city).first)
        #expect(first.messages == 10)
        #expect(first.callers == 1)
        #expect(first.matters == 1)
    }

    @Test func `a confidential message describes no row`() async throws {
        let city = try TestCity()
        let headers = ["id", "created_at", "title", "body", "是否保密"]
        let text = ["望江楼下夜市噪音", "望江楼下夜市喇叭吵到凌晨"]
        let secret = ["W1", "2025-2-3 8:00", "望江楼下夜市噪音扰民", text[1], "是"]
        try await city.add(TestFile.csv(cells: [secret], headers: headers))
        #expect(try hot(city).map(\.description) == ["（保密）"])
        let open = ["W2", "2025-2-3 9:00"] + text + ["否"]
        try await city.add(TestFile.csv(cells: [open], headers: headers))
        #expect(try hot(city).map(\.description) == [text[0]])
    }

    @Test func `an empty database has an empty list`() throws {
        #expect(try hot(TestCity()).isEmpty)
    }
}
