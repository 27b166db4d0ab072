import TingfengTrends

/// How often what a watch rule asks for came within its window (监测规则).
///
/// A window may end anywhere, and counts for the day on which the last message in it became known:
/// whether a rule fires does not depend on how often somebody looks, nor on whether a message came
/// late.
public struct RuleCount: Sendable, Equatable {
    /// A message that a rule asks for.
    public struct Call: Sendable, Equatable {
        /// When it was said, in seconds since 1970.
        public var at: Int64
        /// When it was said or became known, whichever is later.
        public var known: Int64
        /// The message itself, whatever its revision.
        public var message: Int64
        /// Who called; a message without caller is a caller of its own.
        public var caller: String
        /// Which matter it belongs to.
        public var matter: Int64

        /// Makes a call of its parts.
        public init(at: Int64, known: Int64, message: Int64, caller: String, matter: Int64) {
            self.at = at
            self.known = max(at, known)
            self.message = message
            self.caller = caller
            self.matter = matter
        }
    }

    /// The window with the largest count, which ends with a message; its start is not in it.
    public var window: Range<Int64>
    /// What the rule counts, in the window.
    public var count: Int
    /// Messages in the window.
    public var messages: Int
    /// The count that the windows before lead one to expect.
    public var expected: Double
    /// Chance of so large a count if nothing happened, 0…1; the rule does not look at it.
    public var p: Double

    /// Windows of the past that tell what to expect.
    public static let pastWindows = 8
    /// What one window counts before anything is known, as of a matter (`MatterBurst`).
    private static let prior = 1.2

    /// Finds the window with the largest count among those with a message that became known in a
    /// range, the earliest of equal ones; `nil` if no message did.
    ///
    /// `calls` are in order of time and begin before the first window; what became known after the
    /// range is left out. Windows before `start`, where the stream begins, tell nothing.
    public init?(
        _ calls: [Call],
        of rule: Configuration.Rule,
        knownIn range: Range<Int64>,
        start: Int64
    ) {
        let calls = calls.filter { $0.known < range.upperBound }
        var sum = Sum(rule.distinct)
        var first = 0
        var best: (end: Int64, count: Int, messages: Int)?
        var fresh = 0
        for call in calls {
            sum.add(call, 1)
            if range.contains(call.known) { fresh += 1 }
            while calls[first].at <= call.at - rule.window.seconds {
                sum.add(calls[first], -1)
                if range.contains(calls[first].known) { fresh -= 1 }
                first += 1
            }
            guard fresh > 0, sum.count > best?.count ?? 0 else { continue }
            best = (call.at, sum.count, sum.messages)
        }
        guard let best else { return nil }
        window = best.end - rule.window.seconds + 1..<best.end + 1
        count = best.count
        messages = best.messages
        let past = Self.past(calls, rule, before: window.lowerBound, start: start)
        let weight = Double(past.windows + 1)
        expected = (Double(past.count) + Self.prior) / weight
        p = NegativeBinomial(mean: expected, ratio: 1 + 1 / weight).upperTail(count)
    }

    /// What the windows before one counted, as many as the stream has.
    private static func past(
        _ calls: [Call],
        _ rule: Configuration.Rule,
        before end: Int64,
        start: Int64
    ) -> (windows: Int, count: Int) {
        let length = rule.window.seconds
        let windows = max(0, min(pastWindows, Int((end - start) / length)))
        let counts = (0..<windows).map { place in
            let last = end - Int64(place) * length
            var sum = Sum(rule.distinct)
            for call in calls where call.at >= last - length && call.at < last { sum.add(call, 1) }
            return sum.count
        }
        return (windows, counts.reduce(0, +))
    }
}

extension RuleCount {
    /// Counts a window that moves on.
    private struct Sum {
        private let metric: Configuration.Rule.Metric
        private var members: [String: Int] = [:]
        private(set) var messages = 0

        init(_ metric: Configuration.Rule.Metric) {
            self.metric = metric
        }

        var count: Int { metric == .messages ? messages : members.count }

        mutating func add(_ call: Call, _ step: Int) {
            messages += step
            guard metric != .messages else { return }
            let member = metric == .callers ? call.caller : "\(call.matter)"
            let left = members[member, default: 0] + step
            members[member] = left == 0 ? nil : left
        }
    }
}
