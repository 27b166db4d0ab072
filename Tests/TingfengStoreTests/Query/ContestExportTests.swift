import Testing
import Tingfeng
import TingfengLabels

@testable import TingfengStore

@Suite(.serialized) struct ContestExportTests {
    @Test func `both tables have the contest's columns and one id for a problem`() async throws {
        let city = try TestCity()
        let rows = (1...3).map { number in
            var row = TestRow(
                id: "W\(number)",
                createdAt: TestCity.start + 399 * TestCity.day + Int64(number),
                body: "=1+1 夜里打桩，B3区桂花苑小区居民睡不着"
            )
            row.title = "B3区桂花苑小区旁边夜间施工"
            return row
        }
        try await city.add(rows)
        let tables = try city.store.contestTables(
            HotQuery(),
            city.reading,
            PlaceReading(
                resources: Resources(option: Package.root, environment: [:]),
                regions: RegionFinder(
                    tree: RegionTree(regions: []),
                    normalizer: city.reading.normalizer
                )
            ),
            time: .china,
            asOf: AsOf(time: city.now)
        )
        let problems = tables.problems.rendered(as: .csv).split(separator: "\n")
        #expect(problems[0] == "热度排名,问题ID,热度指数,时间范围,地点/人群,问题描述")
        #expect(problems[1].hasPrefix("1,1,"))
        #expect(problems[1].contains("2025/02/03至2025/02/03"))
        #expect(problems[1].contains("B3区桂花苑"))
        let messages = tables.messages.rendered(as: .csv).split(separator: "\n")
        #expect(messages[0] == "问题ID,留言编号,留言用户,留言主题,留言时间,留言详情,点赞数,反对数")
        #expect(messages.count == 4)
        #expect(messages[1].hasPrefix("1,W1,,"))
        #expect(messages[1].contains("2025/02/03 00:00:01"))
        #expect(messages[1].contains("'=1+1"))
    }
}
