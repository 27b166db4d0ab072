import GRDB
public import Tingfeng

/// Which incidents are listed.
public struct AlertQuery: Sendable {
    /// State at the as-of; `nil` for any.
    public var state: Incident.State?
    /// Least severity.
    public var severity: Severity?
    /// Incidents listed at most.
    public var limit = 50
    /// Only runs up to this moment count, in seconds since 1970; `nil` for all runs.
    ///
    /// Incidents opened later are left out, and an incident's state is the one of then. Its other
    /// numbers are those known now.
    public var asOf: Int64?
    /// What it was found to be; `nil` for any.
    public var label: Handling.Label?
    /// Rules that keep incidents quiet; `nil` shows them as the detector sees them.
    public var detect: Tingfeng.Configuration.Detect?

    /// Asks for the newest 50 incidents of any state and severity.
    public init() {}
}

/// One entry of an incident's log.
public struct IncidentStep: Sendable {
    /// Moment of the run that took the step, in seconds since 1970.
    public var asOf: Int64
    /// Who took it; `detect` for the detector.
    public var actor: String
    /// What happened; the raw value of `IncidentChange.Action` for the detector's steps.
    public var action: String
    /// What the action concerns; the day, `yyyy-mm-dd`, for the detector's steps.
    public var detail: String
}

extension Store {
    /// Returns incidents, newest start first.
    public func incidents(_ query: AlertQuery) throws -> [Incident] {
        let all = try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "\(IncidentRecord.select) ORDER BY starts_at DESC, budget_rank, id"
            )
            let incidents = rows.map { IncidentRecord($0).incident }
            let then = try query.asOf.map { try Self.states(db, of: incidents, asOf: $0) }
            return try Self.handled(db, then ?? incidents, query)
        }
        let least = query.severity ?? .warning
        let asked = all.filter {
            $0.severity >= least && $0.state == query.state ?? $0.state
                && (query.label == nil || $0.handling.label == query.label)
        }
        return Array(asked.prefix(query.limit))
    }

    /// Adds what people made of the incidents, and who is kept quiet.
    static func handled(
        _ db: Database,
        _ incidents: [Incident],
        _ query: AlertQuery
    ) throws -> [Incident] {
        let log = try HandlingLog(db, upTo: query.asOf, of: incidents.map(\.id))
        var all = incidents
        for index in all.indices { all[index].take(log[all[index]]) }
        guard let detect = query.detect, let newest = try newestMoment(db) else { return all }
        let quieting = Quieting(
            silences: try silences(db),
            at: query.asOf ?? newest,
            detect
        )
        let seen = all
        for index in all.indices where all[index].isOpen {
            guard let reason = quieting.reason(all[index], among: seen) else { continue }
            all[index].handling.quietBecause = reason
            all[index].state = .suppressed
        }
        return all
    }

    /// The moment of the newest step or silence: what "now" means for a stored list.
    private static func newestMoment(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT max(moment) FROM (
                    SELECT max(as_of) AS moment FROM detect_run UNION SELECT max(from_at) FROM silence
                )
                """
        )
    }

    /// Sets each incident's state to what the last step up to a moment made of it.
    private static func states(
        _ db: Database,
        of incidents: [Incident],
        asOf: Int64
    ) throws -> [Incident] {
        // SQLite takes the other columns from the row with the greatest id.
        let steps = try Row.fetchAll(
            db,
            sql: """
                SELECT incident, action, max(id) FROM incident_log WHERE as_of <= ?
                    AND actor = 'detect' GROUP BY incident
                """,
            arguments: [asOf]
        )
        let last = Dictionary(steps.map { ($0[0] as String, $0[1] as String) }) { $1 }
        return incidents.compactMap { incident in
            guard let action = last[incident.id] else { return nil }
            var then = incident
            if action == IncidentChange.Action.resolved.rawValue {
                then.state = .resolved
            } else if incident.state == .resolved {
                then.state = .firing
                then.endsAt = nil
            }
            return then
        }
    }

    /// Returns the incidents whose id begins like this, newest first; one if it is the whole id.
    public func incidents(idPrefix id: String) throws -> [Incident] {
        let found = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(IncidentRecord.select) WHERE substr(id, 1, length(:id)) = :id
                    ORDER BY starts_at DESC, id
                    """,
                arguments: ["id": id]
            ).map { IncidentRecord($0).incident }
        }
        let handled = try read { db in
            let log = try HandlingLog(db, upTo: nil)
            return found.map { incident in
                var incident = incident
                incident.take(log[incident])
                return incident
            }
        }
        return handled.first { $0.id == id }.map { [$0] } ?? handled
    }

    /// Returns the incident of that id, or of the only one that begins like this.
    public func incident(_ id: String) throws -> Incident? {
        let found = try incidents(idPrefix: id)
        return found.count == 1 ? found.first : nil
    }

    /// Returns the steps of an incident in order.
    public func steps(of incident: Incident) throws -> [IncidentStep] {
        try read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT as_of, actor, action, detail FROM incident_log WHERE incident = ? ORDER BY id",
                arguments: [incident.id]
            ).map { IncidentStep(asOf: $0[0], actor: $0[1], action: $0[2], detail: $0[3]) }
        }
    }
}

extension Incident {
    /// Takes on what people made of it.
    mutating func take(_ handling: Handling) {
        self.handling = handling
        if handling.isClosed, isOpen { state = .resolved }
    }
}
