import Testing
import Tingfeng
import TingfengLabels

@testable import TingfengStore

@Suite(.serialized) struct RepeatQueryTests {
    private func places(_ city: TestCity) throws -> PlaceReading {
        try PlaceReading(
            resources: Resources(option: Package.root, environment: [:]),
            regions: RegionFinder(
                tree: RegionTree(regions: []),
                normalizer: city.reading.normalizer
            )
        )
    }

    private func repeats(_ city: TestCity, _ same: RepeatQuery.Sameness) throws -> [RepeatGroup] {
        var query = RepeatQuery()
        query.sameness = same
        return try city.store.repeats(
            query,
            city.reading,
            places(city),
            asOf: AsOf(time: city.now)
        )
    }

    private func row(_ id: String, _ age: Int64, _ title: String, _ body: String, _ now: Int64)
        -> TestRow
    {
        var row = TestRow(id: id, createdAt: now - age * TestCity.day, body: body)
        row.title = title
        return row
    }

    @Test func `messages about one estate are one place however it is written`() async throws {
        let city = try TestCity()
        try await city.add([
            row("W1", 9, "投诉B3区桂花苑小区物业乱收费", "物业费一年涨两次。", city.now),
            row("W2", 5, "B3区桂花苑小区电梯坏了", "电梯坏了没人修。", city.now),
            row("W3", 2, "反映B3区桂花苑三期路灯不亮", "晚上太黑。", city.now),
        ])
        let group = try #require(try repeats(city, .place).first)
        #expect(group.key == "桂花苑")
        #expect(group.ids == ["W1", "W2", "W3"])
        #expect(group.days == 8)
    }

    @Test func `a longer name of the same matter is the same place`() async throws {
        let city = try TestCity()
        let body = "电梯从上个月坏到现在，老人上不了楼，物业不修，请督促尽快维修。"
        try await city.add([
            row("W1", 9, "B3区桂花苑小区电梯坏了没人修", body, city.now),
            row("W2", 8, "B3区万科桂花苑小区电梯坏了没人修", body, city.now),
            row("W3", 2, "B3区桂花·苑小区电梯坏了没人修", body, city.now),
            row("W4", 2, "B3区石榴苑小区电梯坏了没人修", "换一个小区。" + body, city.now),
        ])
        let group = try #require(try repeats(city, .place).first)
        #expect(group.key == "桂花苑")
        #expect(group.ids == ["W1", "W2", "W3"])
        #expect(group.callers == 3)
        #expect(group.matters == 1)
        #expect(group.description == "B3区桂花·苑小区电梯坏了没人修")
    }

    @Test func `a caller with three messages is a group`() async throws {
        let city = try TestCity()
        var rows = (1...4).map { row("W\($0)", Int64($0), "停水", "第\($0)次停水了", city.now) }
        for index in 0..<3 { rows[index].caller = "13900001111" }
        rows[3].caller = "13900002222"
        try await city.add(rows)
        let groups = try repeats(city, .caller)
        #expect(groups.map(\.messages) == [3])
        #expect(groups.map(\.callers) == [1])
    }

    @Test func `a message that went to another unit was transferred once`() async throws {
        var city = try TestCity()
        var rows = (1...3).map { number in
            var row = row("W\(number)", 1, "河埠头井盖碎了", "河埠头的井盖碎了没人管", city.now)
            row.unit = "城管局"
            return row
        }
        try await city.add(rows)
        rows[0].unit = "住建局"
        city.now += 60
        try await city.add([rows[0]])
        let group = try #require(try repeats(city, .matter).first)
        #expect(group.transfers == 1)
        #expect(group.units == ["城管局", "住建局"])
    }
}
