import Tingfeng
import Testing

@Suite struct RuleCountTests {
    private static let hour: Int64 = 3_600
    private static let day = 0..<24 * hour

    private static func rule(_ metric: Configuration.Rule.Metric = .callers) -> Configuration.Rule {
        var rule = Configuration.Rule(name: "讨薪", query: "讨薪")
        rule.distinct = metric
        return rule
    }

    /// Calls at full hours, each by the caller of that number.
    private static func calls(_ hours: [(hour: Int64, caller: Int)]) -> [RuleCount.Call] {
        hours.enumerated().map { index, call in
            RuleCount.Call(
                at: call.hour * hour,
                known: call.hour * hour,
                message: Int64(index),
                caller: "\(call.caller)",
                matter: Int64(call.caller % 2)
            )
        }
    }

    @Test(arguments: [
        (Configuration.Rule.Metric.messages, 5), (.callers, 4), (.matters, 2),
    ])
    func `a window across midnight counts`(
        metric: Configuration.Rule.Metric,
        expected: Int
    ) throws {
        let calls = Self.calls([(-5, 1), (-3, 2), (-1, 2), (1, 3), (4, 4), (30, 9)])
        let found = try #require(
            RuleCount(calls, of: Self.rule(metric), knownIn: Self.day, start: -100 * Self.hour)
        )
        #expect(found.count == expected)
        #expect(found.messages == (metric == .matters ? 4 : 5))
        let end: Int64 = metric == .matters ? 1 : 4
        #expect(found.window.upperBound == end * Self.hour + 1)
    }

    @Test func `a message exactly one window old has left it`() throws {
        let calls = Self.calls([(-20, 1), (4, 2)])
        let found = try #require(
            RuleCount(calls, of: Self.rule(), knownIn: Self.day, start: -100 * Self.hour)
        )
        #expect(found.count == 1)
        #expect(found.window.contains(4 * Self.hour))
        #expect(!found.window.contains(-20 * Self.hour))
    }

    @Test func `a late message counts on the day on which it came`() throws {
        var calls = Self.calls([(1, 1), (2, 2), (3, 3)])
        calls[1].known = 26 * Self.hour
        let next = 24 * Self.hour..<48 * Self.hour
        let first = try #require(RuleCount(calls, of: Self.rule(), knownIn: Self.day, start: 0))
        let second = try #require(RuleCount(calls, of: Self.rule(), knownIn: next, start: 0))
        #expect(first.count == 2)
        #expect(second.count == 3)
        #expect(second.window.upperBound == 3 * Self.hour + 1)
    }

    @Test func `a day without a message has no window`() {
        let calls = Self.calls([(-5, 1), (30, 2)])
        #expect(RuleCount(calls, of: Self.rule(), knownIn: Self.day, start: 0) == nil)
        #expect(RuleCount([], of: Self.rule(), knownIn: Self.day, start: 0) == nil)
    }

    @Test func `what usually comes makes a count likely`() throws {
        let start = -9 * 24 * Self.hour
        let usual = (-8...(-1)).flatMap { day in (0..<4).map { (Int64(day * 24 + 9 + $0), $0) } }
        let today = (9..<13).map { (Int64($0), $0) }
        let rare = try #require(
            RuleCount(Self.calls(today), of: Self.rule(), knownIn: Self.day, start: start)
        )
        let common = try #require(
            RuleCount(Self.calls(usual + today), of: Self.rule(), knownIn: Self.day, start: start)
        )
        #expect(rare.count == 4 && common.count == 4)
        #expect(rare.expected < 0.2)
        #expect(common.expected > 3)
        #expect(rare.p < 0.001)
        #expect(common.p > 0.3)
    }
}
