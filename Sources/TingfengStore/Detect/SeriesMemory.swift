import GRDB
import Tingfeng
import TingfengTrends

/// Counts of every series, with what the detector knows of each (检测记忆).
///
/// At every moment it holds what a reading of all counts known by then gives: a count that changes
/// in the past makes its series go back to before that bin. Series are judged by days or by weeks;
/// those with many messages, if asked for, by hours too.
struct SeriesMemory {
    /// Which levels of the trees are series of their own.
    struct Levels: Sendable {
        var categories = 2
        var regions = 3
    }

    /// A bin of a series whose count is unusual.
    typealias Finding = (dimensions: SeriesDimensions, detection: Detection)

    /// The moment of a judgement.
    struct Moment {
        var today: Day
        /// How much of a usual day has passed.
        var share: Double
        /// Place of the first hour that has not ended.
        var hour: Int
    }

    /// Only findings with a p up to this are kept; no budget asks for more.
    static let largestP = 0.05
    /// Messages that a series must have in all its history to be judged.
    static let leastTotal = 10
    /// Messages an hour that a series must have had on average to be judged by hours.
    static let leastHourly = 1.0

    struct Entry {
        let dimensions: SeriesDimensions
        var total = 0
        /// Days or weeks.
        var main = SeriesBins()
        /// `nil` for a series that is not judged by hours.
        var hours: SeriesBins?
    }

    private let levels = Levels()
    /// The last moment's day, for the regressors.
    private let last: Day
    private(set) var main: BinJudging
    private(set) var hourly: BinJudging?
    var entries: [Entry] = []
    private(set) var places: [SeriesDimensions: Int] = [:]
    /// Series that count a cell's messages.
    private var targets: [TreePair: [Int]] = [:]
    /// Messages of each day, whatever the width of the bins.
    var days = CountRow()
    /// Day on which the stream begins: where the tracks start.
    private(set) var start: Day?
    /// Series that are judged, and those of them that are judged by hours.
    private(set) var judged = 0
    private(set) var judgedHourly = 0
    /// The day whose state before it was marked.
    private(set) var marked: Day?

    private struct TreePair: Hashable {
        var category: Int
        var region: Int
    }

    /// Makes an empty memory for moments up to a day.
    init(_ run: DetectRun, last: Day) {
        self.last = last
        main = BinJudging(run.bin == .week ? .week : .day, run.calendar, run.external)
        if run.bin == .hour { hourly = BinJudging(.hour, run.calendar, run.external) }
    }

    /// Days that one bin of every series covers.
    var window: Int { main.unit == .week ? 7 : 1 }

    /// Tests of a day over all series.
    var testsDaily: Double { Double(judged) / Double(window) + Double(24 * judgedHourly) }

    // MARK: Counts

    /// Takes in changed counts.
    mutating func add(_ db: Database, _ changes: [LedgerChanges.Cell: Int]) throws {
        for (cell, messages) in changes {
            days.add(messages, at: cell.day)
            for index in try targets(db, cell) {
                entries[index].total += messages
                add(messages, of: cell, to: index)
            }
        }
    }

    /// Takes in a count of one series.
    mutating func add(_ messages: Int, of cell: LedgerChanges.Cell, to index: Int) {
        entries[index].main.add(messages, at: main.place(of: Day(number: cell.day)))
        entries[index].hours?.add(messages, at: cell.hour)
    }

    /// Series that count a cell's messages.
    mutating func targets(_ db: Database, _ cell: LedgerChanges.Cell) throws -> [Int] {
        let pair = TreePair(category: cell.category, region: cell.region)
        if let known = targets[pair] { return known }
        let categories = try ancestors(db, "category", cell.category, depth: levels.categories)
        let regions = try ancestors(db, "region", cell.region, depth: levels.regions)
        var found: [Int] = []
        for category in categories {
            for region in regions {
                found.append(place(of: SeriesDimensions(category: category, region: region)))
            }
        }
        targets[pair] = found
        return found
    }

    /// Where a series stands in `entries`; it is added if need be.
    mutating func place(of dimensions: SeriesDimensions) -> Int {
        if let place = places[dimensions] { return place }
        places[dimensions] = entries.count
        entries.append(Entry(dimensions: dimensions))
        return entries.count - 1
    }

    /// The paths under which an id counts: everything (`nil`) and its ancestors.
    private func ancestors(
        _ db: Database,
        _ table: String,
        _ id: Int,
        depth: Int
    ) throws -> [String?] {
        let path = try String.fetchOne(
            db,
            sql: "SELECT path FROM \(table) WHERE id = ?",
            arguments: [id]
        )
        guard let parts = path?.split(separator: "/"), !parts.isEmpty else { return [nil] }
        return [nil] + (1...min(parts.count, depth)).map { parts.prefix($0).joined(separator: "/") }
    }

    // MARK: Judging

    /// Judges what changed, up to a moment.
    ///
    /// - Parameters:
    ///   - db: Tells which series count a cell.
    ///   - moment: What is judged.
    ///   - wanted: Series whose findings will be asked for; `nil` for all.
    ///   - marks: Whether the states some way back are to be marked.
    ///   - cells: Calls its argument with all counts known so far.
    /// - Throws: What an external detector or the database says.
    mutating func judge(
        _ db: Database,
        _ moment: Moment,
        wanted: Set<Int>? = nil,
        marks: Bool = false,
        cells: ((LedgerChanges.Cell, Int) throws -> Void) throws -> Void
    ) throws {
        guard findStart(moment.today), let start else { return }
        let most = leastHourlyTotal(start, moment.today)
        judged = entries.count { $0.total >= Self.leastTotal }
        judgedHourly = hourly == nil ? 0 : entries.count { $0.total >= most }
        try fillHours(db, least: most, wanted, cells)
        // A week that has not ended is not judged; of a day, the share that has passed.
        let isWeekly = main.unit == .week
        let isOpen = moment.share < 1
        let end = main.place(of: moment.today.advanced(by: isWeekly && isOpen ? 0 : 1))
        marked = marks ? max(start, markedDay(moment.today)) : nil
        for index in entries.indices
        where entries[index].total >= Self.leastTotal && wanted?.contains(index) ?? true {
            let name = entries[index].dimensions.name
            let isUnusual = isUnusual(index)
            try entries[index].main.judge(
                main,
                name,
                upTo: end,
                share: isWeekly ? 1 : moment.share,
                mark: marked.map(main.place),
                isUnusual: isUnusual
            )
            guard let hourly else { continue }
            try entries[index].hours?.judge(
                hourly,
                name,
                upTo: moment.hour,
                share: 1,
                mark: marked.map(hourly.place),
                isUnusual: isUnusual
            )
        }
    }

    /// Which findings of a series can be an alarm.
    private func isUnusual(_ index: Int) -> (Detection) -> Bool {
        let isWhole = entries[index].dimensions == SeriesDimensions()
        return { $0.p <= Self.largestP || (isWhole && $0.dropP <= Self.largestP) }
    }

    /// Forgets what was found; from now on another calendar counts.
    mutating func judgeAnew(by calendar: HolidayCalendar, from start: Day, last: Day) {
        main = BinJudging(main.unit, calendar, nil)
        main.begin(on: start, last: last)
        if hourly != nil {
            hourly = BinJudging(.hour, calendar, nil)
            hourly?.begin(on: start, last: last)
        }
    }

    /// Judges a series by other counts, all days before `end`.
    mutating func judge(
        _ index: Int,
        upTo end: Day,
        counts: (BinJudging, SeriesBins) -> SeriesBins
    ) throws {
        let name = entries[index].dimensions.name
        let isUnusual = isUnusual(index)
        var bins = counts(main, entries[index].main)
        try bins.judge(main, name, upTo: end.number, share: 1, mark: nil, isUnusual: isUnusual)
        entries[index].main = bins
        guard let hourly, let hours = entries[index].hours else { return }
        bins = counts(hourly, hours)
        let last = end.number * 24
        try bins.judge(hourly, name, upTo: last, share: 1, mark: nil, isUnusual: isUnusual)
        entries[index].hours = bins
    }

    /// The day before which states are stored on a day; a Monday where bins are weeks.
    func markedDay(_ today: Day) -> Day {
        let back = main.unit == .week ? today.weekday + 14 : 8
        return today.advanced(by: -back)
    }

    /// Total of a series that has enough messages to be judged by hours.
    private func leastHourlyTotal(_ start: Day, _ today: Day) -> Int {
        let hours = 24 * (today.number - start.number + 1)
        return max(Self.leastTotal, Int((Self.leastHourly * Double(hours)).rounded(.up)))
    }

    /// Counts by hour the series that have come to have enough messages, forgets those that have not.
    private mutating func fillHours(
        _ db: Database,
        least: Int,
        _ wanted: Set<Int>?,
        _ cells: ((LedgerChanges.Cell, Int) throws -> Void) throws -> Void
    ) throws {
        guard hourly != nil else { return }
        var fresh: Set<Int> = []
        for index in entries.indices {
            if entries[index].total < least {
                entries[index].hours = nil
            } else if entries[index].hours == nil, wanted?.contains(index) ?? true {
                entries[index].hours = SeriesBins()
                fresh.insert(index)
            }
        }
        guard !fresh.isEmpty else { return }
        try cells { cell, messages in
            for index in try targets(db, cell) where fresh.contains(index) {
                entries[index].hours?.add(messages, at: cell.hour)
            }
        }
    }

    /// Finds where the stream begins; if elsewhere than thought, all is judged anew.
    mutating func findStart(_ today: Day) -> Bool {
        let known = days.counts.prefix(max(0, today.number - days.origin + 1))
        guard let place = StreamStart.place(in: known) else { return false }
        let begin = Day(number: days.origin + place)
        guard begin != start else { return true }
        start = begin
        main.begin(on: begin, last: max(last, today))
        hourly?.begin(on: begin, last: max(last, today))
        for index in entries.indices {
            entries[index].main.forget()
            entries[index].hours?.forget()
        }
        return true
    }

    // MARK: What was found

    /// Unusual counts of bins that end on a day, series in order of their names.
    func findings(on day: Day) -> [Finding] {
        findings(in: day..<day.advanced(by: 1))[day, default: []]
            .sorted {
                ($0.dimensions.name, $0.detection.bin) < ($1.dimensions.name, $1.detection.bin)
            }
    }

    /// Unusual counts of each day of a range, in no order.
    func findings(in days: Range<Day>) -> [Day: [Finding]] {
        var found: [Day: [Finding]] = [:]
        for entry in entries {
            for bins in [entry.main, entry.hours].compactMap(\.self) {
                for detection in bins.unusual.reversed() {
                    let day = detection.bin.lastDay
                    if day < days.lowerBound { break }
                    guard day < days.upperBound else { continue }
                    found[day, default: []].append((entry.dimensions, detection))
                }
            }
        }
        return found
    }

    /// Messages more than expected in the bin of an alarm; a series too thin to be judged expects
    /// none, one that is not judged by hours counts the whole day.
    func excess(of series: SeriesDimensions, in alarm: Alarm) -> Double {
        guard let place = places[series] else { return 0 }
        let entry = entries[place]
        if let hour = alarm.hour, let hours = entry.hours {
            let place = alarm.day.number * 24 + hour
            return Double(hours.row[place]) - hours.expected(at: place)
        }
        let bin = main.place(of: alarm.day)
        return Double(entry.main.row[bin]) - entry.main.expected(at: bin)
    }

    /// Messages of the bin of days that a finding lies in.
    func messages(of series: SeriesDimensions, on day: Day) -> Int {
        places[series].map { Int(entries[$0].main.row[main.place(of: day)]) } ?? 0
    }
}

extension Bin {
    /// The last day of the bin.
    var lastDay: Day { unit == .week ? day.advanced(by: 6) : day }
}
