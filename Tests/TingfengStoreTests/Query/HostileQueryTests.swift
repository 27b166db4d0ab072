import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct HostileQueryTests {
    private static let queries = [
        "'", "''", "\"", "\"\"", "a'b", "路灯'; DROP TABLE message; --", "路灯\" OR \"1", "*", "路*",
        "^路灯", "NEAR(路灯 水)", "terms:路灯", "{terms}: 路灯", "路灯 AND", "NOT 路灯", "OR OR OR",
        "路灯 OR", "- 路灯", "-", "--", "-\"路灯\"", "()", "(路灯", "路灯)", "\u{0}", "路\u{0}灯",
        "\u{1}路灯\u{2}\u{3}", "unit:'; DROP TABLE message; --", "unit:a\u{0}b", "id:' OR '1'='1",
        "status:\u{0}", "category:' OR 1=1 --", "region:'", "source:\"", "kind:'\u{0}", "?1",
        ":match", "@x $y", "%", "_", "\\", "“路灯”", "“路灯", "id:", "unit:", "\u{202E}路灯", "👨‍👩‍👧",
        "。，！", "路灯 -。", "路灯 OR -水", "-水 OR 路灯", "－路灯", "路灯\n水", "matter:x",
        "unit:x -路\u{0}灯", String(repeating: "水 ", count: 600), String(repeating: "\"", count: 99),
    ]

    @Test(arguments: queries) func `no query is an error of SQL`(query: String) async throws {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 61)
        try await city.add(generator.rows(20, in: TestCity.start..<TestCity.start + 1_000))
        let before = try city.dump()
        do {
            var search = SearchQuery(try SearchSyntax(parsing: query))
            search.limit = 1_000
            for order in SearchQuery.Order.allCases {
                search.order = order
                let asOf = AsOf(time: city.now)
                let found = try city.store.search(search, city.reading, asOf: asOf)
                #expect(found.count == (try city.store.count(search, city.reading, asOf: asOf)))
            }
        } catch is SearchError {
            // A sentence about the query is what users are to see.
        }
        #expect(try city.dump().differences(from: before) == [])
    }

    @Test func `a quote in a field is a quote`() async throws {
        let city = try TestCity()
        var row = TestRow(id: "a'b", createdAt: TestCity.start, body: "窗口不开")
        row.unit = "O'Neil\"服务站"
        try await city.add([row])
        #expect(try city.found("id:a'b").count == 1)
        #expect(try city.found("unit:O'Neil").isEmpty)
        #expect(try city.found("id:' OR '1'='1").isEmpty)
        var syntax = try SearchSyntax(parsing: "窗口")
        syntax.add(.unit, row.unit)
        let search = SearchQuery(syntax)
        #expect(try city.store.count(search, city.reading, asOf: AsOf(time: city.now)) == 1)
    }

    @Test func `the words of a plain query are taken literally`() async throws {
        let city = try TestCity()
        let body = "写着 AND、NOT 和 NEAR(停 水) 的牌子"
        try await city.add([TestRow(id: "W1", createdAt: TestCity.start, body: body)])
        for query in ["AND", "NOT", "NEAR", "\"NEAR(停 水)\"", "and"] {
            #expect(try city.count(query) == 1, "\(query)")
        }
        #expect(try city.count("NEAR(停 路)") == 0)
    }
}
