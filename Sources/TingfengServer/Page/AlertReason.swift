import Tingfeng
import TingfengStore

/// Why an incident was raised, in one line's worth of facts.
struct AlertReason: Sendable, Equatable {
    /// Name and share of the part that makes up most of the excess, if one stands out.
    var place: (name: String, share: Double)?
    var category: (name: String, share: Double)?
    var words: [String]

    /// Shares below this do not explain anything.
    private static let leastShare = 0.3
    private static let mostWords = 5

    init(_ incident: Incident, _ engine: Engine, asOf: AsOf) throws {
        let explanation = try engine.store.explain(
            incident,
            engine.reading,
            calendar: engine.calendar,
            time: engine.time,
            asOf: asOf
        )
        let dimensions = incident.peak.dimensions
        // The root of the tree of regions is the whole city, which tells nothing.
        let places = explanation.regions.filter { $0.name.contains("/") }
        place = Self.largest(places, of: incident, below: dimensions.region)
        category = Self.largest(explanation.categories, of: incident, below: dimensions.category)
        words = explanation.words.prefix(Self.mostWords).map(\.text)
    }

    private static func largest(
        _ parts: [Explanation.Part],
        of incident: Incident,
        below root: String?
    ) -> (name: String, share: Double)? {
        let excess = Double(incident.peak.observed) - incident.peak.expected
        guard let part = parts.max(by: { $0.excess < $1.excess }), excess > 0 else { return nil }
        let share = min(part.excess / excess, 1)
        // A part that is the incident's own place tells nothing new.
        guard share >= leastShare, part.name != root else { return nil }
        return (part.name.split(separator: "/").last.map(String.init) ?? part.name, share)
    }

    static func == (left: AlertReason, right: AlertReason) -> Bool {
        left.place?.name == right.place?.name && left.category?.name == right.category?.name
            && left.words == right.words
    }
}
