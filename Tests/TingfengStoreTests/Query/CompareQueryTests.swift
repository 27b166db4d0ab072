import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct CompareQueryTests {
    private func city() async throws -> TestCity {
        var city = try TestCity()
        city.now = TestCity.start + 60 * TestCity.day
        var generator = MessageGenerator(seed: 5)
        try await city.add(generator.rows(200, in: TestCity.start..<city.now))
        return city
    }

    private func compare(_ city: TestCity, _ a: String, _ b: String, _ by: String) throws
        -> Comparison
    {
        var query = try CompareQuery(a, b, time: .china)
        query.dimensions = try #require(CompareQuery.Dimension.list(by))
        query.limit = 2
        return try city.store.compare(query, city.reading, asOf: AsOf(time: city.now))
    }

    @Test(arguments: ["category", "region", "category,region"])
    func `rows add up to the total`(by: String) async throws {
        let comparison = try compare(try await city(), "2024-01", "2024-02", by)
        #expect(comparison.rows.reduce(0) { $0 + $1.a } == comparison.total.a)
        #expect(comparison.rows.reduce(0) { $0 + $1.b } == comparison.total.b)
        #expect(abs(comparison.rows.reduce(0) { $0 + $1.contribution } - 1) < 1e-9)
        #expect(comparison.total.a + comparison.total.b == 200)
    }

    @Test func `two regions are compared by name`() async throws {
        let comparison = try compare(try await city(), "东岭区", "西塘区", "category")
        #expect(comparison.total.a > 0 && comparison.total.b > 0)
    }

    @Test func `a period and a region cannot be compared`() {
        #expect(throws: CompareError.differentKinds("2024-01", "东岭区")) {
            try CompareQuery("2024-01", "东岭区", time: .china)
        }
    }

    @Test func `an unknown region is an error`() async throws {
        let city = try await city()
        #expect(throws: CompareError.unknownRegion("无此地")) {
            try compare(city, "东岭区", "无此地", "category")
        }
    }

    @Test func `periods are months, days and spans, last included`() throws {
        let day = TestCity.day
        #expect(LocalTime.china.period("2024-01-01") == TestCity.start..<TestCity.start + day)
        #expect(
            LocalTime.china.period("2024-01-01..2024-01-03")
                == TestCity.start..<TestCity.start + 3 * day
        )
        #expect(LocalTime.china.period("2024-01") == TestCity.start..<TestCity.start + 31 * day)
        #expect(LocalTime.china.period("2024-13") == nil)
    }

    @Test func `the interval of a ratio holds it and narrows with the counts`() {
        let few = RateRatio(10, 20, exposure: (1, 1))
        let many = RateRatio(1_000, 2_000, exposure: (1, 1))
        #expect(abs(few.value - 2) < 1e-12)
        #expect(few.lower < 2 && few.upper > 2)
        #expect(many.lower > few.lower && many.upper < few.upper)
        // Half of the time on the second side doubles its rate.
        #expect(abs(RateRatio(10, 20, exposure: (2, 1)).value - 4) < 1e-12)
    }
}
