/// The finding of a detector in one bin of a series (异常点).
public struct Detection: Sendable, Equatable {
    /// What the alarm says.
    public enum Direction: String, Sendable {
        /// 突增
        case rise
        /// 骤降
        case drop
    }

    /// The bin.
    public var bin: Bin
    /// Its count, as given: of a partial bin what had come so far.
    public var count: Int32
    /// The count expected (of a partial bin: for the elapsed share of it).
    public var expected: Double
    /// The largest count that would not have been an alarm as a rise.
    public var upper: Int32
    /// Evidence for a rise in normal units (2.33 is 1 %), earlier bins weighed in.
    public var score: Double
    /// Chance of so high a score when nothing happens.
    public var p: Double
    /// Evidence for a drop, in the same units.
    public var dropScore: Double
    /// Chance of so high a drop score when nothing happens.
    public var dropP: Double
    /// The alarm at the nominal level, nil when there is none.
    public var alarm: Direction?
    /// True when the bin has not ended yet.
    public var isProvisional: Bool

    /// Makes a finding of its parts.
    public init(
        bin: Bin,
        count: Int32,
        expected: Double,
        upper: Int32,
        score: Double,
        p: Double,
        dropScore: Double,
        dropP: Double,
        alarm: Direction?,
        isProvisional: Bool
    ) {
        self.bin = bin
        self.count = count
        self.expected = expected
        self.upper = upper
        self.score = score
        self.p = p
        self.dropScore = dropScore
        self.dropP = dropP
        self.alarm = alarm
        self.isProvisional = isProvisional
    }
}

/// The findings of one series, one for each judged bin.
public struct SeriesDetections: Sendable, Equatable {
    /// The series.
    public var key: SeriesKey
    /// Findings in order of time.
    public var detections: [Detection]

    /// Makes the findings of one series.
    public init(key: SeriesKey, detections: [Detection]) {
        self.key = key
        self.detections = detections
    }
}
