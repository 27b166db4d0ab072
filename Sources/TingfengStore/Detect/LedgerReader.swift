import GRDB
import Tingfeng
import TingfengTrends

/// Reads parts of the ledger as known at a moment.
struct LedgerReader {
    let places: HourPlaces
    let asOf: Int64
    /// What became known in the hour that runs.
    let unfinished: [LedgerChanges.Cell: Int]

    init(_ db: Database, _ places: HourPlaces, asOf: Int64) throws {
        self.places = places
        self.asOf = asOf
        unfinished = try places.unfinished(db, asOf: asOf)
    }

    /// What became known since a state, and what was added to the ledger as if known before.
    func news(_ db: Database, since state: DetectState) throws -> [(LedgerChanges.Cell, Int)] {
        let since = try cells(
            db,
            "known_bin >= :known AND known_bin < :hour",
            ["known": state.known]
        )
        let before = try cells(
            db,
            "rowid > :ledger AND +known_bin < :known AND +known_bin < :hour",
            ["known": state.known, "ledger": state.ledger]
        )
        return since + before + unfinished.map { ($0, $1) }
    }

    /// All that is known of a day and those after it, or of all days.
    func cells(_ db: Database, from day: Day?) throws -> [(LedgerChanges.Cell, Int)] {
        guard let day else {
            return try cells(db, "known_bin < :hour", [:]) + unfinished.map { ($0, $1) }
        }
        // Hours of the ledger need not begin with a local day.
        let from = places.time.startOfDay(number: day.number) - 3600
        let all = try cells(db, "event_bin >= :from AND +known_bin < :hour", ["from": from])
        return (all + unfinished.map { ($0, $1) }).filter { $0.0.day >= day.number }
    }

    private func cells(
        _ db: Database,
        _ condition: String,
        _ arguments: StatementArguments
    ) throws -> [(LedgerChanges.Cell, Int)] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT event_bin, category, region, sum(messages) FROM count_delta
                WHERE \(condition) GROUP BY event_bin, category, region
                """,
            arguments: arguments + ["hour": asOf - asOf % 3600]
        )
        var cells: [(LedgerChanges.Cell, Int)] = []
        while let row = try rows.next() {
            let hour = places.hour(row[0])
            cells.append((LedgerChanges.Cell(hour: hour, category: row[1], region: row[2]), row[3]))
        }
        return cells
    }
}
