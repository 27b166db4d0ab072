import GRDB
import Tingfeng

/// The counts that became known between two moments, read from the ledger once (PRODUCT §5.9).
///
/// A run asks once; a replay asks again and again for what came since the moment before.
struct LedgerChanges {
    /// Messages of one local day, category and region.
    struct Cell: Hashable {
        var day: Int
        var category: Int
        var region: Int
    }

    private struct Entry {
        var known: Int64
        var cell: Cell
        var messages: Int
    }

    private let time: LocalTime
    private let entries: [Entry]
    private var next = 0
    /// What was given out of an hour that had not ended.
    private var unfinished: [Cell: Int] = [:]

    /// Reads what is known up to the last moment that will be asked for.
    init(_ db: Database, time: LocalTime, upTo last: Int64) throws {
        self.time = time
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
            let cell = Cell(day: time.dayNumber(row[1]), category: row[2], region: row[3])
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
        unfinished = [:]
        try CountLedger.forEachUnfinished(db, asOf: asOf) { bin, category, region, messages in
            let cell = Cell(day: time.dayNumber(bin), category: category, region: region)
            unfinished[cell, default: 0] += messages
        }
        changes.merge(unfinished, uniquingKeysWith: +)
        return changes.filter { $0.value != 0 }
    }
}
