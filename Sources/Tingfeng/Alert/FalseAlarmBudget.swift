public import TingfengTrends

/// The one number that a duty officer sets: how many false alarms a day are bearable (误报预算).
///
/// With S series judged a day and p uniform under quiet, p ≤ budget / S gives `budget` false alarms
/// a day. Severities are shares of the same budget.
public struct FalseAlarmBudget: Sendable, Equatable {
    /// False alarms a day that are bearable, over all series together.
    public var falsePerDay: Double
    /// Share of the budget that each severity may spend.
    public var shares: [Severity: Double]
    /// A rise of fewer messages is no alarm.
    public var minCount: Int

    /// Makes a budget; by default 5 false alarms a day, at most 30 % alert and 5 % critical.
    public init(
        falsePerDay: Double = 5,
        shares: [Severity: Double] = [.warning: 1, .alert: 0.3, .critical: 0.05],
        minCount: Int = 5
    ) {
        self.falsePerDay = falsePerDay
        self.shares = shares
        self.minCount = minCount
    }

    /// The p below which a bin alarms when `series` series are judged a day.
    public func alpha(series: Int) -> Double {
        falsePerDay / Double(max(series, 1))
    }

    /// The highest severity whose share of the budget a p fits into, if any.
    public func severity(p: Double, series: Int) -> Severity? {
        let alpha = alpha(series: series)
        return shares.filter { p <= alpha * $0.value }.map(\.key).max()
    }
}
