public import TingfengTrends

/// The incidents as they stand, moved on day by day by the alarms of that day.
///
/// Pure: the same book and the same alarms give the same changes, and a day that was taken in
/// already changes nothing.
public struct IncidentBook: Sendable {
    /// Days without an alarm after which an incident is resolved; one quiet day is no end, for a
    /// matter, which alarms only when somebody calls, not even a week, and for a rule not its window.
    public static func quietDays(_ name: Alarm.Name, window: Int = 1) -> Int {
        switch name {
        case .matterRise: 10
        case .rise, .drop, .rule: max(3, window)
        }
    }
    /// A return within so many days re-opens the incident, a later one is a new one.
    public static let reopenDays = 7

    /// By fingerprint, the newest incident of each.
    private var newest: [String: Incident] = [:]
    /// Quiet days that every incident has at least before it is resolved.
    private let leastQuietDays: Int

    /// Opens the book with stored incidents, in any order; of each fingerprint the newest counts.
    public init(_ incidents: [Incident], leastQuietDays: Int = 0) {
        self.leastQuietDays = leastQuietDays
        for incident in incidents.sorted(by: { $0.startsAt < $1.startsAt }) {
            newest[incident.fingerprint] = incident
        }
    }

    /// Whether an alarm of that fingerprint on `day` goes on with an incident of days before.
    ///
    /// The answer is the same before and after the day is taken in, so a day taken in twice is
    /// grouped in one way.
    public func goesOn(_ fingerprint: String, on day: Day) -> Bool {
        guard let incident = newest[fingerprint], incident.startsAt < day else { return false }
        return incident.endsAt.map { day.number - $0.number <= Self.reopenDays } ?? true
    }

    /// Takes in one day, whose alarms have been grouped, and returns what changed.
    public mutating func advance(
        to day: Day,
        alarms: [Alarm],
        fingerprint: (Alarm) -> String
    ) -> [IncidentChange] {
        var changes: [IncidentChange] = []
        for alarm in alarms {
            if let change = take(alarm, fingerprint(alarm)) { changes.append(change) }
        }
        return changes + resolveQuiet(on: day)
    }

    private mutating func take(_ alarm: Alarm, _ fingerprint: String) -> IncidentChange? {
        guard let incident = newest[fingerprint] else { return open(alarm, fingerprint) }
        guard alarm.day > incident.lastDay || (alarm.day == incident.lastDay && incident.isOpen)
        else { return nil }
        if let endsAt = incident.endsAt, alarm.day.number - endsAt.number > Self.reopenDays {
            return open(alarm, fingerprint)
        }
        return update(incident, with: alarm)
    }

    private mutating func open(_ alarm: Alarm, _ fingerprint: String) -> IncidentChange {
        let incident = Incident(
            fingerprint: fingerprint,
            startsAt: alarm.day,
            state: alarm.isProvisional ? .provisional : .firing,
            severity: alarm.severity,
            lastDay: alarm.day,
            lastObserved: alarm.messages,
            peak: alarm,
            total: alarm.messages
        )
        newest[fingerprint] = incident
        return IncidentChange(action: .opened, incident: incident, day: alarm.day)
    }

    private mutating func update(_ old: Incident, with alarm: Alarm) -> IncidentChange? {
        var incident = old
        let isSameDay = alarm.day == old.lastDay
        if alarm.p <= old.peak.p || (isSameDay && old.peak.day == alarm.day) {
            incident.peak = alarm
        }
        incident.total += alarm.messages - (isSameDay ? old.lastObserved : 0)
        incident.lastObserved = alarm.messages
        incident.lastDay = alarm.day
        incident.severity = max(old.severity, alarm.severity)
        // One severity is stored, the incident's.
        incident.peak.severity = incident.severity
        incident.endsAt = nil
        incident.state =
            old.state == .firing || !alarm.isProvisional ? .firing : .provisional
        guard incident != old else { return nil }
        newest[old.fingerprint] = incident
        return IncidentChange(action: action(old, incident), incident: incident, day: alarm.day)
    }

    private func action(_ old: Incident, _ new: Incident) -> IncidentChange.Action {
        if old.state == .resolved { return .reopened }
        if new.severity > old.severity { return .escalated }
        if old.state == .provisional, new.state == .firing { return .confirmed }
        return .continued
    }

    private mutating func resolveQuiet(on day: Day) -> [IncidentChange] {
        var changes: [IncidentChange] = []
        for (fingerprint, incident) in newest.sorted(by: { $0.key < $1.key })
        where incident.isOpen
            && day.number - incident.lastDay.number
                > max(
                    leastQuietDays,
                    Self.quietDays(incident.peak.name, window: incident.peak.window)
                )
        {
            var resolved = incident
            resolved.state = .resolved
            resolved.endsAt = incident.lastDay.advanced(by: 1)
            newest[fingerprint] = resolved
            changes.append(IncidentChange(action: .resolved, incident: resolved, day: day))
        }
        return changes
    }
}
