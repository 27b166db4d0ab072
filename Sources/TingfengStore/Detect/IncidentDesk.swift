import GRDB
public import Tingfeng
import TingfengTrends

extension Store {
    /// What a person does with an incident.
    public enum Handle: Sendable {
        case acknowledge
        case assign(to: String)
        case label(Handling.Label)
        /// Declares it over.
        case resolve
        /// Takes a declaration back.
        case reopen

        fileprivate var action: String {
            switch self {
            case .acknowledge: "ack"
            case .assign: "assign"
            case .label: "label"
            case .resolve: "close"
            case .reopen: "reopen"
            }
        }

        fileprivate func detail(_ note: String) -> String {
            switch self {
            case .assign(let owner): owner
            case .label(let label): label.rawValue
            case .acknowledge, .resolve, .reopen: note
            }
        }
    }

    /// Writes into an incident's log what a person did; the detector's own state stays as it is.
    public func handle(
        _ incident: Incident,
        _ step: Handle,
        by actor: String,
        note: String = "",
        now: Int64
    ) throws {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO incident_log(incident, as_of, at, actor, action, detail)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [incident.id, now, now, actor, step.action, step.detail(note)]
            )
        }
    }

    /// Adds a silence; returns its number.
    @discardableResult
    public func addSilence(_ silence: Quieting.Silence, now: Int64) throws -> Int64 {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO silence(matching, from_at, until_at, reason, actor, added_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    silence.match.text, silence.from, silence.until, silence.reason,
                    silence.actor, now,
                ]
            )
            return db.lastInsertedRowID
        }
    }

    /// Ends a silence now; returns whether it was in force or to come.
    public func expireSilence(_ id: Int64, by actor: String, now: Int64) throws -> Bool {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE silence SET expired_at = :now, expired_by = :actor
                    WHERE id = :id AND expired_at IS NULL AND until_at > :now
                    """,
                arguments: ["now": now, "actor": actor, "id": id]
            )
            return db.changesCount == 1
        }
    }

    /// Returns the silences, newest first, each with its true end.
    public func silences() throws -> [Quieting.Silence] {
        try read { db in try Self.silences(db) }
    }

    static func silences(_ db: Database) throws -> [Quieting.Silence] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, matching, from_at, min(until_at, coalesce(expired_at, until_at)),
                    reason, actor FROM silence ORDER BY id DESC
                """
        ).compactMap { row in
            guard let match = IncidentMatch(row[1] as String) else { return nil }
            return Quieting.Silence(
                id: row[0],
                match: match,
                from: row[2],
                until: row[3],
                reason: row[4],
                actor: row[5]
            )
        }
    }
}

/// What the logs say people made of incidents up to a moment.
struct HandlingLog {
    private var handling: [String: Handling] = [:]

    /// Reads the logs of some incidents, or of all.
    init(_ db: Database, upTo asOf: Int64?, of incidents: [String]? = nil) throws {
        let ids = incidents.map { JSONValue.array($0.map { .string($0) }).serialized() }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT incident, actor, action, detail FROM incident_log
                WHERE as_of <= :asOf \(ids == nil
                    ? "" : "AND incident IN (SELECT value FROM json_each(:ids))")
                ORDER BY id
                """,
            arguments: ids.map { ["asOf": asOf ?? .max, "ids": $0] } ?? ["asOf": asOf ?? .max]
        )
        for row in rows {
            let incident: String = row[0]
            let (actor, action, detail): (String, String, String) = (row[1], row[2], row[3])
            apply(actor, action, detail, to: &handling[incident, default: Handling()])
        }
    }

    private func apply(
        _ actor: String,
        _ action: String,
        _ detail: String,
        to handling: inout Handling
    ) {
        switch action {
        case "ack": handling.acknowledgedBy = actor
        case "assign": handling.owner = detail
        case "label": handling.label = Handling.Label(rawValue: detail)
        case "close": handling.isClosed = true
        // The detector takes up again what somebody had declared over.
        case "reopen", "reopened", "escalated": handling.isClosed = false
        default: break
        }
    }

    subscript(incident: Incident) -> Handling { handling[incident.id] ?? Handling() }
}
