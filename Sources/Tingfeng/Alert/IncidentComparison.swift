import TingfengTrends

/// What two ways to detect make of the same days (对比), incident by incident.
public struct IncidentComparison: Sendable {
    /// An incident of the first, of the second, or of both.
    public struct Pair: Sendable, Equatable {
        /// As the first way has it.
        public var first: Incident?
        /// As the second way has it.
        public var second: Incident?

        /// The incident of either.
        public var either: Incident? { first ?? second }
    }

    /// All incidents, in order of their first day.
    public let pairs: [Pair]

    /// Compares incidents; those of one series are the same where their days meet, or lie so near
    /// that a return would re-open the first.
    public init(_ first: [Incident], _ second: [Incident]) {
        var rest = second
        var pairs = first.map { incident in
            let place = rest.firstIndex { Self.meet(incident, $0) }
            return Pair(first: incident, second: place.map { rest.remove(at: $0) })
        }
        pairs += rest.map { Pair(first: nil, second: $0) }
        self.pairs = pairs.sorted { Self.key($0) < Self.key($1) }
    }

    /// Incidents that only the first, only the second, and both have.
    public var counts: (first: Int, second: Int, both: Int) {
        let both = pairs.count { $0.first != nil && $0.second != nil }
        let first = pairs.count { $0.second == nil }
        return (first, pairs.count - both - first, both)
    }

    private static func meet(_ left: Incident, _ right: Incident) -> Bool {
        left.fingerprint == right.fingerprint
            && left.startsAt.number <= right.lastDay.number + IncidentBook.reopenDays
            && right.startsAt.number <= left.lastDay.number + IncidentBook.reopenDays
    }

    private static func key(_ pair: Pair) -> (Int, String) {
        (pair.either?.startsAt.number ?? 0, pair.either?.id ?? "")
    }
}
