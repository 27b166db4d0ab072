public import TingfengTrends

/// Alarms of one series that belong together (预警), from the first to the last.
public struct Incident: Sendable, Equatable {
    /// Where an incident stands in its life.
    public enum State: String, Sendable, CaseIterable {
        /// Its only alarm is of a day that has not ended.
        case provisional
        case firing
        /// It goes on and nobody is told: silenced, expected or inhibited.
        case suppressed
        case resolved
    }

    /// `fingerprint-yyyymmddHH`.
    public let id: String
    /// First 16 hex digits of SHA-256 over the alert name and the sorted dimensions.
    public let fingerprint: String
    /// Day of the first alarm.
    public let startsAt: Day
    /// Where it stands in its life.
    public var state: State
    /// Highest severity of any of its alarms.
    public var severity: Severity
    /// Day of the newest alarm.
    public var lastDay: Day
    /// Messages of that day.
    public var lastObserved: Int
    /// When it ended: the first day without alarm.
    public var endsAt: Day?
    /// The alarm that was least likely by chance.
    public var peak: Alarm
    /// Whether it has not been resolved.
    public var isOpen: Bool { state != .resolved }
    /// Messages over all days with an alarm.
    public var total: Int
    /// What the messages are about, where the incident is of a matter whose first message may be
    /// quoted.
    public var title: String?
    /// What people made of it; the detector does not look at it.
    public var handling = Handling()

    /// Makes an incident of its parts; its id follows from fingerprint and first day.
    public init(
        fingerprint: String,
        startsAt: Day,
        state: State,
        severity: Severity,
        lastDay: Day,
        lastObserved: Int,
        endsAt: Day? = nil,
        peak: Alarm,
        total: Int
    ) {
        self.id = "\(fingerprint)-\(startsAt.compact)00"
        self.fingerprint = fingerprint
        self.startsAt = startsAt
        self.state = state
        self.severity = severity
        self.lastDay = lastDay
        self.lastObserved = lastObserved
        self.endsAt = endsAt
        self.peak = peak
        self.total = total
    }
}

/// One step in an incident's life, for the log and for those who are told.
public struct IncidentChange: Sendable, Equatable {
    /// What happened; the raw value is stored.
    public enum Action: String, Sendable {
        case opened, confirmed, escalated, continued, resolved, reopened
    }

    /// What happened.
    public var action: Action
    /// The incident as it is after the step.
    public var incident: Incident
    /// Day that brought the step; for `resolved`, the day that was one quiet day too many.
    public var day: Day
}

extension Day {
    /// `yyyymmdd`.
    var compact: String {
        description.filter { $0 != "-" }
    }
}
