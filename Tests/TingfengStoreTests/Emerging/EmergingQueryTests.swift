import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct EmergingQueryTests {
    /// Five people about one new thing, each in own words.
    static let bodies = [
        "我家旁边的换电柜半夜冒烟，楼道里全是焦糊味，老人吓得不敢睡。",
        "澜禧公馆楼下那个换电柜又起火了，旁边就是煤气表，太危险。",
        "请问澜禧公馆的换电柜是谁批准装的？昨晚冒烟把墙都烧黑了。",
        "反映澜禧公馆换电柜起火，消防车来过又走了，没人拆。",
        "澜禧公馆一楼的换电柜连着两晚冒烟，我们整栋楼都不敢睡。",
    ]

    private func city() async throws -> TestCity {
        var city = try TestCity()
        city.now = TestCity.start + 150 * TestCity.day
        var generator = MessageGenerator(seed: 5)
        try await city.add(generator.rows(1_200, in: TestCity.start..<city.now))
        return city
    }

    private func planted(before moment: Int64) -> [TestRow] {
        Self.bodies.enumerated().map { number, body in
            var row = TestRow(
                id: "N\(number)",
                createdAt: moment - Int64(5 - number) * TestCity.hour,
                body: body
            )
            row.title = "换电柜冒烟"
            row.caller = "1390000000\(number)"
            return row
        }
    }

    private func lines(_ city: TestCity, asOf: Int64? = nil) throws -> [EmergingLine] {
        try city.store.emerging(
            EmergingQuery(),
            city.reading,
            asOf: AsOf(time: asOf ?? city.now)
        )
    }

    @Test func `a new thing is told with its words, its messages and its first time`() async throws
    {
        let city = try await city()
        let rows = planted(before: city.now)
        try await city.add(rows)
        let line = try #require(try lines(city).first)
        #expect(line.messages == 5)
        #expect(line.callers == 5)
        #expect(line.first == rows[0].createdAt)
        #expect(line.id == "12345:N0")
        #expect(line.words.contains { $0.contains("换电") || $0.contains("电柜") })
        #expect(line.quotes.map(\.id) == ["N0", "N1", "N2"])
    }

    @Test func `only what had arrived counts`() async throws {
        let city = try await city()
        let rows = planted(before: city.now)
        try await city.add(rows)
        #expect(try lines(city, asOf: rows[4].createdAt - 1).isEmpty)
        #expect(try lines(city, asOf: rows[4].createdAt).count == 1)
    }

    @Test func `a day of the past is told the same later`() async throws {
        var city = try await city()
        let noon = city.now
        try await city.add(planted(before: noon))
        let then = try lines(city, asOf: noon)
        city.now += 20 * TestCity.day
        var generator = MessageGenerator(seed: 6)
        var later = generator.rows(200, in: noon..<city.now)
        for index in later.indices { later[index].id += "b" }
        try await city.add(later)
        let now = try lines(city, asOf: noon)
        #expect(now.map(\.words) == then.map(\.words))
        #expect(now.map(\.q) == then.map(\.q))
    }

    @Test func `a revision counts with its new words from its arrival on`() async throws {
        var city = try await city()
        var rows = planted(before: city.now)
        try await city.add(rows)
        let before = city.now
        city.now += 60
        var generator = MessageGenerator(seed: 9)
        for index in rows.indices {
            let other = generator.row(at: 0)
            rows[index].title = other.title
            rows[index].body = other.body
        }
        try await city.add(rows)
        #expect(try lines(city, asOf: before).count == 1)
        #expect(try lines(city).isEmpty)
    }

    @Test func `looking back tells each thing on the day it was new`() async throws {
        let city = try await city()
        try await city.add(planted(before: city.now - 3 * TestCity.day))
        let time = LocalTime.china
        let today = time.dayNumber(city.now)
        let found = try city.store.emerging(
            EmergingQuery(),
            city.reading,
            days: today - 6...today,
            time: time,
            asOf: AsOf(time: city.now)
        )
        let planted = found.filter { $0.id == "12345:N0" }
        #expect(planted.count == 1)
        #expect(planted.allSatisfy { time.dayNumber($0.asOf) == time.dayNumber($0.first) })
        #expect(found.count <= 2)
    }

    @Test func `confidential messages are not quoted`() async throws {
        let city = try await city()
        let headers = ["id", "created_at", "title", "body", "caller", "是否保密"]
        let rows = planted(before: city.now).map { row in
            [row.id, LocalTime.china.rfc3339(row.createdAt), row.title, row.body, row.caller, "是"]
        }
        try await city.add(TestFile.csv(cells: rows, headers: headers))
        let line = try #require(try lines(city).first)
        #expect(line.quotes.isEmpty)
    }

    @Test func `an empty database has nothing that emerges`() throws {
        #expect(try lines(TestCity()).isEmpty)
    }
}
