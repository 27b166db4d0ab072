import GRDB
public import Tingfeng
public import TingfengTrends

/// When a watch rule would have fired (试算), to be looked at before it is saved.
public struct RulePreview: Sendable {
    /// A day on which the rule would have fired.
    public struct Firing: Sendable, Equatable {
        /// Local day.
        public var day: Day
        /// What the rule counts, in its fullest window.
        public var observed: Int
        /// What the windows before lead one to expect.
        public var expected: Double
        /// Messages of the day, of the window where an alert is new.
        public var messages: Int
        /// Whether it would have been a new alert, or one that comes back.
        public var opens: Bool
    }

    /// Days that were looked at.
    public var days: ClosedRange<Day>
    /// Days on which it would have fired, in order.
    public var firings: [Firing]

    /// How many alerts there would have been.
    public var alerts: Int { firings.count { $0.opens } }
}

extension Store {
    /// Tells on which of the last days a rule would have fired, with only what had arrived by each.
    public func preview(
        _ rule: Tingfeng.Configuration.Rule,
        days count: Int,
        _ reading: TextReading,
        _ time: LocalTime,
        asOf: AsOf
    ) throws -> RulePreview {
        let today = Day(number: time.dayNumber(asOf.time))
        let days = today.advanced(by: 1 - count)...today
        var calls = try RuleCalls([rule], reading, time)
        let start = try read { db in
            try calls.read(db, from: days.lowerBound, asOf: asOf.time)
            return try StreamStart.find(db, asOf: asOf.time)
        }
        let first = start.map { Day(number: time.dayNumber($0)) }
        var book = IncidentBook([])
        var firings: [RulePreview.Firing] = []
        for day in days {
            let alarms = calls.alarms(on: day, start: first) { name in
                !book.goesOn(Incident.fingerprint(rule: name), on: day)
            }
            let changes = book.advance(to: day, alarms: alarms, fingerprint: Incident.fingerprint)
            let opens = changes.contains { $0.action == .opened || $0.action == .reopened }
            firings += alarms.map { alarm in
                RulePreview.Firing(
                    day: day,
                    observed: alarm.observed,
                    expected: alarm.expected,
                    messages: alarm.messages,
                    opens: opens
                )
            }
        }
        return RulePreview(days: days, firings: firings)
    }
}
