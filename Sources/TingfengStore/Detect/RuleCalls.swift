import GRDB
import Tingfeng
import TingfengTrends

/// What the watch rules ask for, as known at a moment.
struct RuleCalls {
    private struct Watched {
        var rule: Tingfeng.Configuration.Rule
        var syntax: SearchSyntax
        var calls: [RuleCount.Call] = []
    }

    private let reading: TextReading?
    private let time: LocalTime
    private var watched: [Watched]

    /// Reads the queries of rules.
    init(_ rules: [Tingfeng.Configuration.Rule], _ reading: TextReading?, _ time: LocalTime) throws
    {
        self.reading = reading
        self.time = time
        watched = try rules.map { Watched(rule: $0, syntax: try SearchSyntax(parsing: $0.query)) }
    }

    /// Reads what is known at a moment about the days to judge and the windows before them.
    mutating func read(_ db: Database, from first: Day, asOf: Int64) throws {
        guard let reading else { return }
        let day = time.startOfDay(number: first.number)
        for index in watched.indices {
            let reach = watched[index].rule.reach
            var query = SearchQuery(watched[index].syntax, in: min(day - reach, asOf)..<asOf + 1)
            query.order = .time
            watched[index].calls = try SearchPlan(query, reading).calls(db, AsOf(time: asOf))
        }
    }

    /// Returns the alarms that became known on a day; `start` is where the stream begins.
    func alarms(on day: Day, start: Day?, isNew: (String) -> Bool) -> [Alarm] {
        let range =
            time.startOfDay(number: day.number)..<time.startOfDay(number: day.number + 1)
        let start = time.startOfDay(number: (start ?? day).number)
        return watched.compactMap { watched in
            guard
                let count = RuleCount(
                    watched.calls,
                    of: watched.rule,
                    knownIn: range,
                    start: start
                ),
                count.count >= watched.rule.min
            else { return nil }
            let today = watched.calls.count { range.contains($0.known) }
            let messages = isNew(watched.rule.name) ? count.messages : today
            return Alarm(rule: watched.rule, count, day, messages: messages)
        }
    }
}

extension Tingfeng.Configuration.Rule {
    /// Seconds before a day that its windows, and those that tell what to expect, look back.
    var reach: Int64 { Int64(RuleCount.pastWindows + 1) * window.seconds }
}

extension Alarm {
    fileprivate init(
        rule: Tingfeng.Configuration.Rule,
        _ count: RuleCount,
        _ day: Day,
        messages: Int
    ) {
        self.init(
            name: .rule,
            dimensions: SeriesDimensions(rule: rule.name),
            day: day,
            window: Int((rule.window.seconds + 86_399) / 86_400),
            observed: count.count,
            messages: messages,
            expected: count.expected,
            upper: Double(rule.min - 1),
            score: NormalScore.score(upperTail: count.p),
            p: count.p,
            q: count.p,
            severity: rule.severity,
            rule: rule
        )
    }
}
