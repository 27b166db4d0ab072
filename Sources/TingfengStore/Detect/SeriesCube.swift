import GRDB
import Tingfeng
import TingfengTrends

/// Daily counts of every series that detection judges, read from the ledger at once.
struct SeriesCube {
    /// Which levels of the trees are series of their own.
    struct Levels: Sendable {
        var categories = 2
        var regions = 3
    }

    private(set) var counts: [SeriesDimensions: [Int32]] = [:]
    let first: Day
    let last: Day

    /// Reads all days from the stream's start to `last`.
    init(_ db: Database, levels: Levels, time: LocalTime, last: Day, asOf: Int64) throws {
        let start = try StreamStart.find(db, asOf: asOf)
        first = Day(number: min(start.map { time.dayNumber($0) } ?? last.number, last.number))
        self.last = last
        let range = time.startOfDay(number: first.number)..<time.startOfDay(number: last.number + 1)
        let categories = try Ancestors(db, "category", depth: levels.categories)
        let regions = try Ancestors(db, "region", depth: levels.regions)
        try CountLedger.forEachCell(db, in: range, asOf: asOf) { cell in
            let index = time.dayNumber(cell.bin) - first.number
            for category in categories[cell.category] {
                for region in regions[cell.region] {
                    add(
                        cell.messages,
                        at: index,
                        to: SeriesDimensions(category: category, region: region)
                    )
                }
            }
        }
    }

    /// Messages of a series on a day.
    func count(of series: SeriesDimensions, on day: Day) -> Int {
        let index = day.number - first.number
        guard let counts = counts[series], counts.indices.contains(index) else { return 0 }
        return Int(counts[index])
    }

    /// Series in the order of their names, those too thin to say anything left out.
    func series(atLeast total: Int) -> [(SeriesDimensions, CountSeries)] {
        counts.filter { $0.value.reduce(0) { $0 + Int($1) } >= total }
            .sorted { $0.key.name < $1.key.name }
            .map { dimensions, counts in
                let series = CountSeries(
                    key: SeriesKey(dimensions.name),
                    first: Bin(day: first),
                    counts: counts.map { max($0, 0) }
                )
                return (dimensions, series)
            }
    }

    private mutating func add(_ messages: Int, at index: Int, to key: SeriesDimensions) {
        counts[key, default: Array(repeating: 0, count: last.number - first.number + 1)][index] +=
            Int32(messages)
    }
}

/// For each id of a tree, the paths under which it counts: everything (`nil`) and its ancestors.
private struct Ancestors {
    private var paths: [Int: [String?]] = [:]

    init(_ db: Database, _ table: String, depth: Int) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, path FROM \(table)") {
            let path: String = row["path"]
            let parts = path.split(separator: "/")
            let ancestors = (1...max(parts.count, 1)).prefix(depth)
                .map { parts.prefix($0).joined(separator: "/") }
            paths[row["id"]] = [nil] + ancestors.map(Optional.some)
        }
    }

    subscript(id: Int) -> [String?] { paths[id] ?? [nil] }
}
