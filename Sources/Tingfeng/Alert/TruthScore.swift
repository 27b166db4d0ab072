public import TingfengTrends

/// An event that is known to have happened, to judge alerts by (真实事件).
public struct KnownEvent: Sendable, Equatable {
    /// First and last day.
    public var days: ClosedRange<Day>
    /// Where it shows; at least one part is named.
    public var dimensions: SeriesDimensions

    /// Makes an event of its parts.
    public init(days: ClosedRange<Day>, dimensions: SeriesDimensions) {
        self.days = days
        self.dimensions = dimensions
    }

    /// Whether an incident is about the event.
    ///
    /// It began within the event's days and names the same matter, or a category or region on the
    /// way to the event's or below it. The whole stream names nothing.
    public func explains(_ incident: Incident) -> Bool {
        let found = incident.peak.dimensions
        guard days.contains(incident.startsAt), found.intersection(dimensions) != nil else {
            return false
        }
        return (dimensions.matter != nil && found.matter != nil)
            || (dimensions.category != nil && found.category != nil)
            || (dimensions.region != nil && found.region != nil)
    }
}

/// How well alerts tell known events (评分).
public struct TruthScore: Sendable, Equatable {
    /// Events that began in the replayed days.
    public var events: Int
    /// Events that some alert is about.
    public var found: Int
    /// Median days from an event's first day to its first alert.
    public var medianDelay: Int?
    /// All alerts but those of rules: what a rule reports, somebody asked for.
    public var alerts: Int
    /// Alerts that are about no event.
    public var falseAlerts: Int
    /// Days that were replayed.
    public var days: Int

    /// Events found, 0…1.
    public var recall: Double { events > 0 ? Double(found) / Double(events) : 1 }
    /// False alerts a day.
    public var falsePerDay: Double { Double(falseAlerts) / Double(max(days, 1)) }

    /// Compares incidents with events, as far as these began in the replayed days.
    public init(_ incidents: [Incident], _ events: [KnownEvent], days: ClosedRange<Day>) {
        let incidents = incidents.filter { $0.peak.name != .rule }
        let known = events.filter { days.contains($0.days.lowerBound) }
        let delays = known.compactMap { event in
            incidents.filter(event.explains).map(\.startsAt).min()
                .map { event.days.lowerBound.distance(to: $0) }
        }
        self.events = known.count
        found = delays.count
        medianDelay = delays.isEmpty ? nil : delays.sorted()[(delays.count - 1) / 2]
        alerts = incidents.count
        falseAlerts =
            incidents.filter { incident in
                !events.contains { $0.explains(incident) }
            }.count
        self.days = days.count
    }
}
