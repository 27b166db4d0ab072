import GRDB
import Tingfeng
import TingfengTrends

/// Daily counts of every series, with what the detector knows of each (检测记忆).
///
/// At every moment it holds what a reading of all counts known by then gives: a count that changes
/// in the past makes its series go back to before that day.
struct SeriesMemory {
    /// Which levels of the trees are series of their own.
    struct Levels: Sendable {
        var categories = 2
        var regions = 3
    }

    /// A bin of a series whose count is unusual.
    typealias Finding = (dimensions: SeriesDimensions, detection: Detection)

    /// Only findings with a p up to this are kept; no budget asks for more.
    static let largestP = 0.05
    /// Messages that a series must have in all its history to be judged.
    static let leastTotal = 10

    fileprivate struct Entry {
        let dimensions: SeriesDimensions
        /// From `first` on; days without messages at the end may be missing.
        var counts: [Int32] = []
        var total = 0
        /// The first day whose count changed since it was judged, as a place in `counts`.
        var changed = Int.max
        var track: SeriesTrack?
        /// Days from `start` on that an external detector need not judge again.
        var settled = 0
        /// What was expected on each day from `start` on.
        var expected: [Double] = []
        /// Unusual days in order.
        var unusual: [Detection] = []
    }

    private let detector: SeasonalDetector
    private let external: ExternalDetector?
    private let levels = Levels()
    /// Days that the last moment reaches beyond the first, for the regressors.
    private let last: Day
    private var entries: [Entry] = []
    private var places: [SeriesDimensions: Int] = [:]
    /// Series that count a cell's messages.
    private var targets: [TreePair: [Int]] = [:]
    /// Day of the first count of every series.
    private var first: Day?
    /// Day on which the stream begins: where the tracks start.
    private(set) var start: Day?
    private var design: TrackDesign?
    /// Series that are judged.
    private(set) var judged = 0

    private struct TreePair: Hashable {
        var category: Int
        var region: Int
    }

    /// Makes an empty memory for moments up to a day.
    init(_ detector: SeasonalDetector, external: ExternalDetector? = nil, last: Day) {
        self.detector = detector
        self.external = external
        self.last = last
    }

    // MARK: Counts

    /// Takes in changed counts.
    mutating func add(_ db: Database, _ changes: [LedgerChanges.Cell: Int]) throws {
        guard let earliest = changes.keys.map(\.day).min() else { return }
        begin(on: Day(number: earliest))
        guard let first else { return }
        for (cell, messages) in changes {
            for place in try targets(db, cell) {
                entries[place].add(messages, at: cell.day - first.number)
            }
        }
    }

    private mutating func begin(on day: Day) {
        guard let first, day.number >= first.number else {
            for index in entries.indices {
                let gap = Array(repeating: Int32(0), count: (first ?? day).number - day.number)
                entries[index].counts = gap + entries[index].counts
                entries[index].forget()
            }
            first = day
            return
        }
    }

    private mutating func targets(_ db: Database, _ cell: LedgerChanges.Cell) throws -> [Int] {
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

    private mutating func place(of dimensions: SeriesDimensions) -> Int {
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

    /// Judges what changed, up to the end of `today`, of which `share` has passed.
    mutating func judge(today: Day, share: Double) throws {
        guard let first, today.number >= first.number else { return }
        findStart(first, today)
        guard let start, let design else { return }
        let length = today.number - first.number + 1
        judged = 0
        for index in entries.indices where entries[index].total >= Self.leastTotal {
            judged += 1
            if let external {
                try entries[index].judge(
                    external,
                    length: length,
                    start: start.number - first.number,
                    firstDay: start,
                    share: share
                )
                continue
            }
            entries[index].judge(
                detector,
                design,
                length: length,
                start: start.number - first.number,
                firstDay: start,
                share: share
            )
        }
    }

    private mutating func findStart(_ first: Day, _ today: Day) {
        guard let all = places[SeriesDimensions()] else { return }
        let length = min(today.number - first.number + 1, entries[all].counts.count)
        guard let place = StreamStart.place(in: entries[all].counts[..<length]) else { return }
        let begin = first.advanced(by: place)
        guard begin != start else { return }
        start = begin
        design = detector.design(
            from: Bin(day: begin),
            count: max(last, today).number - begin.number + 1
        )
        for index in entries.indices { entries[index].forget() }
    }

    // MARK: What was found

    /// Unusual counts of a day, series in order of their names.
    func findings(on day: Day) -> [Finding] {
        var found: [Finding] = []
        for entry in entries {
            if let detection = entry.finding(on: day) {
                found.append((entry.dimensions, detection))
            }
        }
        return found.sorted { $0.dimensions.name < $1.dimensions.name }
    }

    /// Unusual counts of each day of a range, in no order.
    func findings(in days: Range<Day>) -> [Day: [Finding]] {
        var found: [Day: [Finding]] = [:]
        for entry in entries {
            for detection in entry.unusual where days.contains(detection.bin.day) {
                found[detection.bin.day, default: []].append((entry.dimensions, detection))
            }
        }
        return found
    }

    /// Messages of a day more than expected; a series too thin to be judged expects none.
    func excess(of series: SeriesDimensions, on day: Day) -> Double {
        guard let place = places[series], let first, let start else { return 0 }
        let counts = entries[place].counts
        let index = day.number - first.number
        let observed = counts.indices.contains(index) ? Double(counts[index]) : 0
        let expected = entries[place].expected
        let expectedIndex = day.number - start.number
        return observed - (expected.indices.contains(expectedIndex) ? expected[expectedIndex] : 0)
    }
}

extension SeriesMemory.Entry {
    fileprivate mutating func add(_ messages: Int, at index: Int) {
        while counts.count <= index { counts.append(0) }
        counts[index] += Int32(messages)
        total += messages
        changed = min(changed, index)
    }

    fileprivate mutating func forget() {
        track = nil
        settled = 0
        expected = []
        unusual = []
    }

    /// `start` and `length` are places in `counts`: where the stream begins, and how many days count.
    fileprivate mutating func judge(
        _ detector: SeasonalDetector,
        _ design: TrackDesign,
        length: Int,
        start: Int,
        firstDay: Day,
        share: Double
    ) {
        let bin = Bin(day: firstDay)
        var track = track ?? SeriesTrack(detector, key: SeriesKey(dimensions.name), first: bin)
        if changed < Int.max { track.invalidate(from: max(changed - start, 0)) }
        changed = Int.max
        while counts.count < length { counts.append(0) }
        let settled = track.settledBins
        expected.removeSubrange(min(settled, expected.count)...)
        let from = bin.advanced(by: settled)
        while let newest = unusual.last, newest.bin >= from { unusual.removeLast() }
        var (unusual, expected) = (self.unusual, self.expected)
        (self.unusual, self.expected) = ([], [])
        track.judge(
            counts[start..<length].map { max($0, 0) },
            design: design,
            lastBinShare: share,
            settle: share < 1 ? length - start - 1 : length - start,
            upperBelow: SeriesMemory.largestP
        ) { _, found in
            expected.append(found.expected)
            if min(found.p, found.dropP) <= SeriesMemory.largestP { unusual.append(found) }
        }
        self.unusual = unusual
        self.expected = expected
        self.track = track
    }

    /// The same by an external detector, which is asked about the days from the first changed one on.
    fileprivate mutating func judge(
        _ external: ExternalDetector,
        length: Int,
        start: Int,
        firstDay: Day,
        share: Double
    ) throws {
        let bin = Bin(day: firstDay)
        settled = min(settled, max(min(changed, length) - start, 0))
        changed = Int.max
        while counts.count < length { counts.append(0) }
        expected.removeSubrange(min(settled, expected.count)...)
        let from = bin.advanced(by: settled)
        while let newest = unusual.last, newest.bin >= from { unusual.removeLast() }
        let series = CountSeries(
            key: SeriesKey(dimensions.name),
            first: bin,
            counts: counts[start..<length].map { max($0, 0) }
        )
        for found in try external.judge(series, from: settled, lastBinShare: share) {
            expected.append(found.expected)
            if min(found.p, found.dropP) <= SeriesMemory.largestP { unusual.append(found) }
        }
        settled = share < 1 ? length - start - 1 : length - start
    }

    fileprivate func finding(on day: Day) -> Detection? {
        let bin = Bin(day: day)
        for detection in unusual.reversed() {
            if detection.bin == bin { return detection }
            if detection.bin < bin { return nil }
        }
        return nil
    }
}
