/// One time bin of a plotted series (图上一格).
public struct PlotPoint: Sendable, Equatable {
    /// Days since 1970-01-01, local; of a week its first day.
    public var day: Int
    /// Hour of the day for hourly bins, else `nil`.
    public var hour: Int?
    /// What was observed; `nil` in a forecast.
    public var count: Int?
    /// Mean that the model expects.
    public var expected: Double?
    /// Where 80 % of counts are expected.
    public var band80: PlotBand?
    /// Where 95 % of counts are expected.
    public var band95: PlotBand?
    /// Whether a detector raised an alarm in this bin.
    public var isAlarm: Bool
    /// Whether the bin lies after the last observed one.
    public var isForecast: Bool
    /// Whether the bin is not over yet.
    public var isProvisional: Bool

    /// Creates a bin.
    public init(
        day: Int,
        hour: Int? = nil,
        count: Int? = nil,
        expected: Double? = nil,
        band80: PlotBand? = nil,
        band95: PlotBand? = nil,
        isAlarm: Bool = false,
        isForecast: Bool = false,
        isProvisional: Bool = false
    ) {
        self.day = day
        self.hour = hour
        self.count = count
        self.expected = expected
        self.band80 = band80
        self.band95 = band95
        self.isAlarm = isAlarm
        self.isForecast = isForecast
        self.isProvisional = isProvisional
    }
}

/// An interval of counts; detectors that know only an upper bound leave `lower` at 0.
public struct PlotBand: Sendable, Equatable {
    /// Smaller end.
    public var lower: Double
    /// Larger end.
    public var upper: Double

    /// Creates an interval.
    public init(lower: Double = 0, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    fileprivate var isFinite: Bool { lower.isFinite && upper.isFinite }
}

extension PlotPoint {
    /// `2025-07-14`, with ` 09:00` for an hour.
    var name: String {
        DateText.day(day) + (hour.map { " \(DateText.padded($0)):00" } ?? "")
    }

    /// The point without numbers that cannot be drawn.
    var drawable: PlotPoint {
        var point = self
        if expected?.isFinite == false { point.expected = nil }
        if band80?.isFinite == false { point.band80 = nil }
        if band95?.isFinite == false { point.band95 = nil }
        return point
    }
}
