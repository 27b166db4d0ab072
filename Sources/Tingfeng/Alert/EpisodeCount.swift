public import TingfengTrends

/// Counts how often alarms of a series begin anew, by the rule that `IncidentBook` has.
public struct EpisodeCount<Series: Hashable>: Sendable where Series: Sendable {
    /// Episodes so far: what a duty officer would have been told of.
    public private(set) var count = 0
    private let quietDays: Int
    private var last: [Series: Day] = [:]

    /// Makes a count; an episode ends after more than `quietDays` days without alarm.
    public init(quietDays: Int) {
        self.quietDays = quietDays
    }

    /// Takes in an alarm; days come in order.
    public mutating func add(_ series: Series, on day: Day) {
        if last[series].map({ day.number - $0.number > quietDays }) ?? true { count += 1 }
        last[series] = day
    }

    /// Whether an alarm on `day` would go on with an incident of days before.
    public func goesOn(_ series: Series, on day: Day) -> Bool {
        guard let last = last[series], last < day else { return false }
        return day.number - last.number <= max(quietDays, IncidentBook.reopenDays)
    }
}
