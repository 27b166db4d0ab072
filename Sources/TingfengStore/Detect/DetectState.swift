import Foundation
import GRDB
import Tingfeng
import TingfengTrends

/// What a run leaves to the next, so that it reads the new counts only (检测状态).
///
/// The states of all series are those before one day, some way back: reports that come late concern
/// the last days, and those are judged again anyway. They are renewed about once in that time. A
/// series one of whose earlier counts changed is read from the ledger again.
struct DetectState {
    /// What the states depend on beside the counts.
    var settings: String
    /// Start of the hour before which was known what the states know.
    var known: Int64
    /// The newest row of the ledger then.
    var ledger: Int64
    /// The states are those before this day.
    var day: Day
    /// Where the stream began.
    var start: Day
    /// Messages of each day.
    var days: CountRow

    static func fetch(_ db: Database) throws -> DetectState? {
        try Row.fetchOne(db, sql: "SELECT * FROM detect_state").map { row in
            DetectState(
                settings: row["settings"],
                known: row["known"],
                ledger: row["ledger"],
                day: Day(number: row["day"]),
                start: Day(number: row["start"]),
                days: CountRow(origin: row["first"], counts: PackedCounts.counts(row["days"]))
            )
        }
    }

    func save(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO detect_state(
                    id, settings, known, ledger, day, start, first, days
                ) VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                settings, known, ledger, day.number, start.number, days.origin,
                PackedCounts.data(days.counts),
            ]
        )
    }

    /// Fingerprint of all that a state depends on beside the counts.
    static func settings(of run: DetectRun, _ series: SeriesMemory) -> String {
        let parameters = [series.main, series.hourly].compactMap { $0?.detector.parameters }
        let lines =
            ["\(SeriesTrack.stateVersion)", run.time.name, "\(SeriesMemory.leastTotal)"]
            + parameters.map { "\($0)" } + run.calendar.lines
        return Digest.hex(Digest.sha256(Array(lines.joined(separator: "\n").utf8)))
    }
}

/// Numbers as bytes, four each, lowest first.
enum PackedCounts {
    static func data(_ counts: [Int32]) -> Data {
        Data(
            counts.flatMap { count in
                stride(from: UInt32(0), to: 32, by: 8).map {
                    UInt8(truncatingIfNeeded: UInt32(bitPattern: count) >> $0)
                }
            }
        )
    }

    static func counts(_ data: Data) -> [Int32] {
        let bytes = [UInt8](data)
        return (0..<bytes.count / 4).map { place in
            let word = bytes[4 * place..<4 * place + 4].reversed().reduce(UInt32(0)) {
                $0 << 8 | UInt32($1)
            }
            return Int32(bitPattern: word)
        }
    }
}

// MARK: - Saving

extension SeriesMemory {
    /// Stores the states that `judge` marked, as known before the hour that runs.
    func save(
        _ db: Database,
        _ run: DetectRun,
        unfinished: [LedgerChanges.Cell: Int],
        asOf: Int64
    ) throws {
        guard let marked, let start else { return }
        var memory = self
        var touched: [Int: Int] = [:]
        var stale: Set<Int> = []
        for (cell, messages) in unfinished {
            memory.days.add(-messages, at: cell.day)
            for index in try memory.targets(db, cell) {
                touched[index, default: 0] += messages
                if cell.day < marked.number { stale.insert(index) }
            }
        }
        let ledger = try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM count_delta")
        try DetectState(
            settings: DetectState.settings(of: run, self),
            known: asOf - asOf % 3600,
            ledger: ledger ?? 0,
            day: marked,
            start: start,
            days: memory.days
        ).save(db)
        try db.execute(sql: "DELETE FROM detect_series")
        let statement = try db.makeStatement(
            sql: """
                INSERT INTO detect_series(category, region, total, state, hours)
                VALUES (?, ?, ?, ?, ?)
                """
        )
        let order = entries.indices.sorted {
            entries[$0].dimensions.name < entries[$1].dimensions.name
        }
        for (index, entry) in order.map({ ($0, entries[$0]) }) {
            let total = entry.total - (touched[index] ?? 0)
            let isKnown = !stale.contains(index)
            let state =
                total < Self.leastTotal
                ? (touched[index] == nil ? entry.main.row.packed : nil)
                : (isKnown ? entry.main.markedState.map { Data($0) } : nil)
            let hours = isKnown ? entry.hours?.markedState.map { Data($0) } : nil
            try statement.execute(arguments: [
                entry.dimensions.category ?? "", entry.dimensions.region ?? "", total, state,
                hours,
            ])
        }
    }
}

extension CountRow {
    /// Places and counts where there is one.
    fileprivate var packed: Data {
        PackedCounts.data(places.flatMap { [Int32($0), self[$0]] })
    }
}

// MARK: - Going on

extension SeriesMemory {
    /// Where a series' counts come from.
    private enum Origin {
        /// The state and the counts since.
        case state
        /// The few counts that are stored, and what became known since.
        case counts
        /// The last days only: it has too few messages to be judged, but others may ask for its part
        /// in them.
        case recent
        /// The whole ledger.
        case ledger
    }

    private struct Stored {
        var id: Int64
        var total: Int
    }

    /// Takes up what a run stored and brings it up to a moment.
    ///
    /// Returns the series whose findings can be asked for, those with messages from `first` on, or
    /// all if `everything` is asked for; `nil` if the whole ledger must be read.
    mutating func resume(
        _ db: Database,
        _ state: DetectState,
        _ ledger: LedgerReader,
        from first: Day,
        today: Day,
        everything: Bool
    ) throws -> Set<Int>? {
        let stored = try storedSeries(db)
        days = state.days
        let news = try ledger.news(db, since: state)
        var stale: Set<Int> = []
        for (cell, messages) in news {
            days.add(messages, at: cell.day)
            for index in try targets(db, cell) {
                entries[index].total += messages
                if cell.day < state.day.number { stale.insert(index) }
            }
        }
        guard findStart(today), start == state.start else { return nil }
        let recent = try ledger.cells(db, from: firstNeeded(state.day))
        var wanted: Set<Int> = [place(of: SeriesDimensions())]
        for (cell, _) in recent where cell.day >= first.number {
            wanted.formUnion(try targets(db, cell))
        }
        if everything { wanted = Set(entries.indices) }
        var origins: [Int: Origin] = [:]
        for index in wanted.sorted() {
            let isKept = everything || entries[index].total >= Self.leastTotal
            origins[index] =
                isKept
                ? try restore(db, index, stored[index], isStale: stale.contains(index)) : .recent
        }
        try fill(db, origins, .state, recent)
        try fill(db, origins, .recent, recent)
        try fill(db, origins, .counts, news)
        if origins.values.contains(.ledger) {
            try fill(db, origins, .ledger, try ledger.cells(db, from: nil))
        }
        for (index, origin) in origins where origin == .state {
            entries[index].main.trust()
            entries[index].hours?.trust()
        }
        return wanted
    }

    private mutating func storedSeries(_ db: Database) throws -> [Int: Stored] {
        var stored: [Int: Stored] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT category, region, total, id FROM detect_series"
        )
        while let row = try rows.next() {
            let (category, region): (String, String) = (row[0], row[1])
            let index = place(
                of: SeriesDimensions(
                    category: category.isEmpty ? nil : category,
                    region: region.isEmpty ? nil : region
                )
            )
            entries[index].total = row[2]
            stored[index] = Stored(id: row[3], total: row[2])
        }
        return stored
    }

    /// The first day whose counts the states before a day have still to learn.
    private func firstNeeded(_ day: Day) -> Day {
        let weeks = main.unit == .week ? 7 : 1
        return day.advanced(by: -main.bins * weeks)
    }

    private mutating func restore(
        _ db: Database,
        _ index: Int,
        _ stored: Stored?,
        isStale: Bool
    ) throws -> Origin {
        guard let stored else { return .counts }
        let row = try Row.fetchOne(
            db,
            sql: "SELECT state, hours FROM detect_series WHERE id = ?",
            arguments: [stored.id]
        )
        guard let row, let state: Data = row[0] else { return .ledger }
        let name = entries[index].dimensions.name
        if stored.total < Self.leastTotal {
            let numbers = PackedCounts.counts(state).map(Int.init)
            for place in stride(from: 0, to: numbers.count, by: 2) {
                entries[index].main.add(numbers[place + 1], at: numbers[place])
            }
            return .counts
        }
        guard !isStale, entries[index].main.restore([UInt8](state), name, main) else {
            return .ledger
        }
        if let hourly, let state: Data = row[1] {
            var hours = SeriesBins()
            if hours.restore([UInt8](state), name, hourly) { entries[index].hours = hours }
        }
        return .state
    }

    private mutating func fill(
        _ db: Database,
        _ origins: [Int: Origin],
        _ origin: Origin,
        _ cells: [(LedgerChanges.Cell, Int)]
    ) throws {
        for (cell, messages) in cells {
            for index in try targets(db, cell) where origins[index] == origin {
                add(messages, of: cell, to: index)
            }
        }
    }
}
