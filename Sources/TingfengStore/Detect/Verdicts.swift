import GRDB
import Tingfeng
import TingfengTrends

/// Incidents that people found to be true or expected, and when they said so.
struct Verdicts {
    private struct Verdict {
        var name: Alarm.Name
        var dimensions: SeriesDimensions
        var days: ClosedRange<Day>
        var at: Int64
    }

    private let verdicts: [Verdict]

    init(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT l.incident, l.detail, l.at FROM incident_log l
                WHERE l.action = 'label' AND l.id IN (
                    SELECT max(id) FROM incident_log WHERE action = 'label' GROUP BY incident
                )
                """
        )
        verdicts = try rows.compactMap { row in
            let label = Handling.Label(rawValue: row[1])
            guard label == .real || label == .expected,
                let incident = try IncidentRecord.fetch(db, id: row[0])?.incident
            else { return nil }
            return Verdict(
                name: incident.peak.name,
                dimensions: incident.peak.dimensions,
                days: incident.startsAt...incident.lastDay,
                at: row[2]
            )
        }
    }

    /// Whether an alarm was known at a moment to be no false one.
    func excuse(
        _ name: Alarm.Name,
        _ dimensions: SeriesDimensions,
        _ day: Day,
        _ asOf: Int64
    ) -> Bool {
        verdicts.contains {
            $0.name == name && $0.dimensions == dimensions && $0.days.contains(day) && $0.at <= asOf
        }
    }
}
