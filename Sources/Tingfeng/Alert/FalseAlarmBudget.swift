/// The one number that a duty officer sets: how many false alarms a day are bearable (误报预算).
///
/// Matters may spend half of it, count series what these leave; severities are shares of the same
/// budget.
public struct FalseAlarmBudget: Sendable, Equatable {
    /// False alarms a day that are bearable, over all series together.
    public var falsePerDay: Double
    /// Share of the budget that each severity may spend.
    public var shares: [Severity: Double]
    /// A rise of fewer messages is no alarm.
    public var minCount: Int
    /// Days of the past that tell how often chance alarms come.
    public var calibrationDays: Int

    /// Share of the budget that matters may spend, the rest being for count series.
    static let matterShare = 0.5

    /// Makes a budget; by default 5 false alarms a day, at most 30 % alert and 5 % critical.
    public init(
        falsePerDay: Double = 5,
        shares: [Severity: Double] = [.warning: 1, .alert: 0.3, .critical: 0.05],
        minCount: Int = 5,
        calibrationDays: Int = 365
    ) {
        self.falsePerDay = falsePerDay
        self.shares = shares
        self.minCount = minCount
        self.calibrationDays = calibrationDays
    }

    /// The p that each severity asks of a matter.
    public func matterLimits(_ curve: FalseAlarmCurve) -> AlarmLimits {
        limits(curve) { falsePerDay * Self.matterShare * $0 }
    }

    /// The p that each severity asks of a count series: what matters leave of the budget.
    public func seriesLimits(_ curve: FalseAlarmCurve, matters: FalseAlarmCurve) -> AlarmLimits {
        limits(curve) { share in
            let asked = falsePerDay * share * Self.matterShare
            return falsePerDay * share - matters.perDay(at: matters.threshold(perDay: asked))
        }
    }

    private func limits(_ curve: FalseAlarmCurve, _ daily: (Double) -> Double) -> AlarmLimits {
        AlarmLimits(shares.mapValues { curve.threshold(perDay: daily($0)) })
    }
}

/// The largest p of each severity.
public struct AlarmLimits: Sendable, Equatable {
    private let largest: [Severity: Double]

    /// Makes limits of the largest p of each severity.
    public init(_ largest: [Severity: Double]) {
        self.largest = largest
    }

    /// The highest severity that a p is small enough for, if any.
    public func severity(p: Double) -> Severity? {
        largest.filter { p <= $0.value }.map(\.key).max()
    }

    /// The largest p that is an alarm at all.
    public var alarm: Double { largest.values.max() ?? 0 }
}
