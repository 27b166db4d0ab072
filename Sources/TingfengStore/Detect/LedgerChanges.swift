import GRDB
import Tingfeng
import TingfengTrends

/// The counts that became known between two moments, read from the ledger once (PRODUCT §5.9).
///
/// A run asks once; a replay asks again and again for what came since the moment before.
struct LedgerChanges {
    /// Messages of one local hour, category and region.
    struct Cell: Hashable {
        /// Hours of local time since 1970-01-01T00; the day's first hour where hours are not asked for.
        var hour: Int
        var category: Int
        var region: Int

        var day: Int { Bin(.hour, at: hour).day.number }
    }

    private struct Entry {
        var known: Int64
        var cell: Cell
        var messages: Int
    }

    private let places: HourPlaces
    private let entries: [Entry]
    private var next = 0
    /// What was given out of an hour that had not ended.
    private(set) var unfinished: [Cell: Int] = [:]

    /// Reads what is known up to the last moment that will be asked for.
    init(_ db: Database, _ places: HourPlaces, upTo last: Int64) throws {
        self.places = places
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT known_bin, event_bin, category, region, sum(messages) FROM count_delta
                WHERE known_bin < :hour GROUP BY known_bin, event_bin, category, region
                ORDER BY known_bin
                """,
            arguments: ["hour": last - last % 3600]
        )
        var entries: [Entry] = []
        while let row = try rows.next() {
            let cell = Cell(hour: places.hour(row[1]), category: row[2], region: row[3])
            entries.append(Entry(known: row[0], cell: cell, messages: row[4]))
        }
        self.entries = entries
    }

    /// Returns what became known up to a moment since the one asked for before.
    mutating func changes(_ db: Database, upTo asOf: Int64) throws -> [Cell: Int] {
        var changes = unfinished.mapValues { -$0 }
        let hour = asOf - asOf % 3600
        while next < entries.count, entries[next].known < hour {
            changes[entries[next].cell, default: 0] += entries[next].messages
            next += 1
        }
        unfinished = try places.unfinished(db, asOf: asOf)
        changes.merge(unfinished, uniquingKeysWith: +)
        return changes.filter { $0.value != 0 }
    }

    /// Calls `body` with all that is known so far.
    func forEach(_ body: (Cell, Int) throws -> Void) rethrows {
        for entry in entries[..<next] { try body(entry.cell, entry.messages) }
        for (cell, messages) in unfinished { try body(cell, messages) }
    }
}

/// Tells local hours, or only the days, of moments.
struct HourPlaces {
    let time: LocalTime
    let byHour: Bool

    /// The hour that holds a moment, or the first one of its day.
    func hour(_ moment: Int64) -> Int {
        let day = time.dayNumber(moment)
        return day * 24 + (byHour ? time.civil(moment).hour : 0)
    }

    /// What became known in the hour that runs at a moment.
    func unfinished(_ db: Database, asOf: Int64) throws -> [LedgerChanges.Cell: Int] {
        var cells: [LedgerChanges.Cell: Int] = [:]
        try CountLedger.forEachUnfinished(db, asOf: asOf) { bin, category, region, messages in
            let cell = LedgerChanges.Cell(hour: hour(bin), category: category, region: region)
            cells[cell, default: 0] += messages
        }
        return cells
    }
}
