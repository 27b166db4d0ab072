import TingfengTrends

/// Keeps incidents from being told of: silences, known seasons, alarms of larger regions (抑制).
public struct Quieting: Sendable {
    /// Somebody's wish not to be told (静默).
    public struct Silence: Sendable, Equatable {
        /// Number by which it is expired.
        public var id: Int64
        /// Which incidents it concerns.
        public var match: IncidentMatch
        /// From when on, in seconds since 1970.
        public var from: Int64
        /// Until when.
        public var until: Int64
        /// Why.
        public var reason: String
        /// Who said so.
        public var actor: String

        /// Makes a silence of its parts.
        public init(
            id: Int64,
            match: IncidentMatch,
            from: Int64,
            until: Int64,
            reason: String,
            actor: String
        ) {
            self.id = id
            self.match = match
            self.from = from
            self.until = until
            self.reason = reason
            self.actor = actor
        }
    }

    private let silences: [Silence]
    private let detect: Configuration.Detect

    /// Makes the rules in force at a moment.
    public init(silences: [Silence], at moment: Int64, _ detect: Configuration.Detect) {
        self.silences = silences.filter { $0.from <= moment && moment < $0.until }
        self.detect = detect
    }

    /// Says why nobody is told of an incident, or `nil` if somebody is.
    public func reason(_ incident: Incident, among all: [Incident]) -> String? {
        if let silence = silences.first(where: { $0.match.holds(incident) }) {
            return "静默：\(silence.reason)"
        }
        let (_, month, day) = incident.lastDay.civil
        if incident.peak.name != .drop, let today = MonthDay("\(month)-\(day)"),
            let season = detect.expected.first(where: {
                $0.contains(today) && IncidentMatch($0.match).holds(incident)
            })
        {
            return "预期：\(IncidentMatch(season.match).text)"
        }
        return parent(of: incident, among: all).map { "上级预警：\($0.id)" }
    }

    /// The open incident of the same kind that an inhibition rule puts above this one.
    private func parent(of incident: Incident, among all: [Incident]) -> Incident? {
        all.first { other in
            other.isOpen && other.id != incident.id && other.peak.name == incident.peak.name
                && detect.inhibit.contains { Self.inhibits($0, other, incident) }
        }
    }

    private static func inhibits(
        _ rule: Configuration.Inhibition,
        _ source: Incident,
        _ target: Incident
    ) -> Bool {
        let (above, below) = (source.peak.dimensions, target.peak.dimensions)
        var (sourceLabels, targetLabels) = (rule.source, rule.target)
        for label in ["region", "category"] where sourceLabels[label] == "parent" {
            guard targetLabels[label] == "child",
                let parent = label == "region" ? above.region : above.category,
                let child = label == "region" ? below.region : below.category,
                child.hasPrefix(parent + "/")
            else { return false }
            sourceLabels[label] = nil
            targetLabels[label] = nil
        }
        let agrees = rule.equal.allSatisfy {
            Incident.level($0.rawValue, of: above) == Incident.level($0.rawValue, of: below)
        }
        return agrees && IncidentMatch(sourceLabels).holds(source)
            && IncidentMatch(targetLabels).holds(target)
    }
}
