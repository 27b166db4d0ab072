import Testing
import Tingfeng
import TingfengTrends

@Suite struct QuietingTests {
    private func incident(_ category: String?, _ region: String?, day: String = "2024-12-20")
        -> Incident
    {
        let number = day == "2024-12-20" ? 20_077 : 19_900
        let alarm = Alarm(
            name: .rise,
            dimensions: SeriesDimensions(category: category, region: region),
            day: Day(number: number),
            observed: 20,
            expected: 5,
            upper: 11,
            score: 5,
            p: 1e-6,
            q: 1e-5
        )
        return Incident(
            fingerprint: "\(category ?? "")\(region ?? "")",
            startsAt: alarm.day,
            state: .firing,
            severity: .alert,
            lastDay: alarm.day,
            lastObserved: 20,
            peak: alarm,
            total: 20
        )
    }

    @Test func `a larger region speaks for its parts`() {
        let rules = Quieting(silences: [], at: 0, Configuration.Detect())
        let city = incident("供水/停水", "A市")
        let district = incident("供水/停水", "A市/A3区")
        let other = incident("供水/水压", "A市/A3区")
        let all = [city, district, other]
        #expect(rules.reason(district, among: all) == "上级预警：\(city.id)")
        #expect(rules.reason(city, among: all) == nil)
        #expect(rules.reason(other, among: all) == nil)
    }

    @Test func `a known season raises no alarm, other months do`() throws {
        var detect = Configuration.Detect()
        let from = try #require(MonthDay("11-15"))
        let to = try #require(MonthDay("03-15"))
        detect.expected = [.init(match: ["category2": "供暖"], from: from, to: to)]
        let rules = Quieting(silences: [], at: 0, detect)
        let winter = incident("公用事业/供暖", nil)
        let summer = incident("公用事业/供暖", nil, day: "2024-06-26")
        #expect(rules.reason(winter, among: [winter]) == "预期：category2=供暖")
        #expect(rules.reason(summer, among: [summer]) == nil)
    }
}
