import GRDB
import Tingfeng
import TingfengTrends

/// An incident as it is stored.
struct IncidentRecord {
    var incident: Incident

    static func fetchAll(_ db: Database) throws -> [IncidentRecord] {
        try Row.fetchAll(db, sql: "\(select) ORDER BY starts_at, id").map(IncidentRecord.init)
    }

    /// Those that alarms from a day on can go on with.
    static func fetchAll(_ db: Database, since day: Day) throws -> [IncidentRecord] {
        try Row.fetchAll(
            db,
            sql: "\(select) WHERE state <> 'resolved' OR last_bin >= ? ORDER BY starts_at, id",
            arguments: [day.number - IncidentBook.reopenDays - 1]
        ).map(IncidentRecord.init)
    }

    /// Those that are not resolved, and some others, oldest first.
    static func fetchOpen(_ db: Database, and others: Set<String>) throws -> [IncidentRecord] {
        try Row.fetchAll(
            db,
            sql: """
                \(select) WHERE state <> 'resolved' OR id IN (SELECT value FROM json_each(?))
                ORDER BY starts_at, id
                """,
            arguments: [JSONValue.array(others.sorted().map { .string($0) }).serialized()]
        ).map(IncidentRecord.init)
    }

    /// All columns, with the title of the matter's first message unless that is confidential.
    static let select = """
        SELECT incident.*, (
            SELECT trim(m.title) FROM matter t JOIN message m ON m.id = t.founder
            WHERE t.key = incident.matter AND NOT m.confidential AND trim(m.title) <> ''
        ) AS title FROM incident
        """

    /// Titles of matters, or of one, by their ids, where the first message may be quoted.
    static func titles(_ db: Database, of key: String? = nil) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.key, trim(m.title) FROM matter t JOIN message m ON m.id = t.founder
                WHERE NOT m.confidential AND trim(m.title) <> '' AND \(key == nil ? "1" : "t.key = ?")
                """,
            arguments: key.map { [$0] } ?? []
        )
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    static func fetch(_ db: Database, id: String) throws -> IncidentRecord? {
        try Row.fetchOne(db, sql: "\(select) WHERE id = ?", arguments: [id])
            .map(IncidentRecord.init)
    }

    init(_ row: Row) {
        let peak = Alarm(
            name: Alarm.Name(rawValue: row["alertname"]) ?? .rise,
            dimensions: SeriesDimensions(
                category: row["category"],
                region: row["region"],
                matter: row["matter"],
                rule: row["rule"]
            ),
            day: Day(number: row["peak_bin"]),
            hour: row["peak_hour"],
            window: row["window"],
            observed: row["observed"],
            messages: row["peak_messages"],
            expected: row["expected"],
            upper: row["upper"],
            score: row["score"],
            p: row["p"],
            q: row["q"],
            rank: row["budget_rank"],
            severity: Severity(rawValue: row["severity"]) ?? .warning,
            isProvisional: row["peak_provisional"],
            rule: (row["rule_terms"] as String?).flatMap(Self.rule)
        )
        incident = Incident(
            fingerprint: row["fingerprint"],
            startsAt: Day(number: row["starts_at"]),
            state: Incident.State(rawValue: row["state"]) ?? .firing,
            severity: peak.severity,
            lastDay: Day(number: row["last_bin"]),
            lastObserved: row["last_observed"],
            endsAt: (row["ends_at"] as Int?).map(Day.init(number:)),
            peak: peak,
            total: row["total"]
        )
        incident.title = row["title"]
    }

    private static func rule(_ text: String) -> Tingfeng.Configuration.Rule? {
        (try? JSONValue(parsing: Array(text.utf8))).flatMap(Tingfeng.Configuration.Rule.init(json:))
    }

    /// Writes the new state of an incident and the step that led there.
    static func save(
        _ db: Database,
        _ change: IncidentChange,
        run: String,
        at now: Int64,
        asOf: Int64
    ) throws {
        let incident = change.incident
        let peak = incident.peak
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO incident(
                    id, fingerprint, alertname, category, region, starts_at, last_bin,
                    last_observed, ends_at, state, severity, peak_bin, peak_provisional, observed,
                    expected, upper, score, p, q, budget_rank, total, run, matter, window,
                    peak_messages, rule, rule_terms, peak_hour
                ) VALUES (
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?
                )
                """,
            arguments: [
                incident.id, incident.fingerprint, peak.name.rawValue, peak.dimensions.category,
                peak.dimensions.region, incident.startsAt.number, incident.lastDay.number,
                incident.lastObserved, incident.endsAt?.number, incident.state.rawValue,
                incident.severity.rawValue, peak.day.number, peak.isProvisional, peak.observed,
                peak.expected, peak.upper, peak.score, peak.p, peak.q, peak.rank, incident.total,
                run, peak.dimensions.matter, peak.window, peak.messages, peak.dimensions.rule,
                peak.rule?.json.serialized(), peak.hour,
            ]
        )
        try db.execute(
            sql: """
                INSERT INTO incident_log(incident, as_of, at, actor, action, detail)
                VALUES (?, ?, ?, 'detect', ?, ?)
                """,
            arguments: [incident.id, asOf, now, change.action.rawValue, "\(change.day)"]
        )
    }
}
