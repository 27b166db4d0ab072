import Tingfeng
import TingfengTrends

/// Who judges bins of one width, from the begin of the stream on.
struct BinJudging {
    let detector: SeasonalDetector
    let external: ExternalDetector?
    let unit: BinUnit
    /// Place of the first bin.
    private(set) var start = 0
    private(set) var design: TrackDesign

    init(_ unit: BinUnit, _ calendar: HolidayCalendar, _ external: ExternalDetector?) {
        self.unit = unit
        self.external = external
        detector = SeasonalDetector(
            parameters: .of(unit),
            calendar: unit == .week ? .none : calendar
        )
        design = detector.design(from: Bin(unit, at: 0), count: 1)
    }

    /// Judges from the bin of `day` on, for some time after `last`.
    mutating func begin(on day: Day, last: Day) {
        start = place(of: day)
        let end = place(of: last.advanced(by: 7))
        design = detector.design(from: Bin(unit, at: start), count: end - start + 1)
    }

    /// Place of the bin that holds a day, or its first hour.
    func place(of day: Day) -> Int {
        switch unit {
        case .hour: day.number * 24
        case .day: day.number
        case .week: Bin(day: day.advanced(by: -day.weekday)).week
        }
    }

    /// Bins before a state whose counts it needs.
    var bins: Int { SeriesTrack.bins(behind: detector.parameters) }
}

extension Bin {
    /// Place of the week that begins on this day, a Monday.
    fileprivate var week: Int { Bin(weekFrom: day).place }
}

/// Counts of one series in bins of one width, with what the detector makes of them.
struct SeriesBins {
    private(set) var row = CountRow()
    /// The earliest place whose count changed since it was judged.
    private var changed = Int.max
    private var track: SeriesTrack?
    /// Place from which on an external detector is asked.
    private var settled = Int.min
    /// What was expected of the bins from `expectedFrom` on.
    private var expected: [Double] = []
    private var expectedFrom = 0
    /// Unusual bins in order.
    private(set) var unusual: [Detection] = []

    init() {}

    init(_ row: CountRow) {
        self.row = row
    }

    mutating func add(_ messages: Int, at place: Int) {
        row.add(messages, at: place)
        changed = min(changed, place)
    }

    mutating func forget() {
        track = nil
        settled = .min
        expected = []
        unusual = []
    }

    /// What was expected of a bin; nothing of one that was not judged.
    func expected(at place: Int) -> Double {
        expected.indices.contains(place - expectedFrom) ? expected[place - expectedFrom] : 0
    }

    // MARK: Stored states

    /// Takes up the state before some bin; later counts are still to be added.
    ///
    /// Returns whether it was one of the detector's.
    mutating func restore(_ state: [UInt8], _ name: String, _ judging: BinJudging) -> Bool {
        track = SeriesTrack(
            judging.detector,
            key: SeriesKey(name),
            first: Bin(judging.unit, at: judging.start),
            design: judging.design,
            state: state
        )
        return track != nil
    }

    /// Says that no count changed that the restored state knows of.
    mutating func trust() {
        changed = .max
    }

    /// The state before the bin that `judge` was told to mark.
    var markedState: [UInt8]? { track?.markedState }

    // MARK: Judging

    /// Judges what changed, up to before `end`; of the last bin `share` has passed.
    mutating func judge(
        _ judging: BinJudging,
        _ name: String,
        upTo end: Int,
        share: Double,
        mark: Int?,
        isUnusual: (Detection) -> Bool
    ) throws {
        guard end > judging.start else { return }
        if let external = judging.external {
            return try judge(judging, external, name, upTo: end, share: share, isUnusual)
        }
        let first = Bin(judging.unit, at: judging.start)
        var track = track ?? SeriesTrack(judging.detector, key: SeriesKey(name), first: first)
        self.track = nil
        if changed < .max { track.invalidate(from: max(changed - judging.start, 0)) }
        changed = .max
        let known = track.settledBins
        drop(from: judging.start + known)
        let skipped = max(known - judging.bins, 0)
        var (unusual, expected) = (self.unusual, self.expected)
        (self.unusual, self.expected) = ([], [])
        track.judge(
            row.counts(in: judging.start + skipped..<max(end, judging.start + skipped))
                .map { max($0, 0) },
            skipping: skipped,
            design: judging.design,
            lastBinShare: share,
            settle: end - judging.start - (share < 1 ? 1 : 0),
            mark: mark.map { $0 - judging.start },
            upperBelow: SeriesMemory.largestP
        ) { _, found in
            expected.append(found.expected)
            if isUnusual(found) { unusual.append(found) }
        }
        self.unusual = unusual
        self.expected = expected
        self.track = track
    }

    private mutating func judge(
        _ judging: BinJudging,
        _ external: ExternalDetector,
        _ name: String,
        upTo end: Int,
        share: Double,
        _ isUnusual: (Detection) -> Bool
    ) throws {
        settled = max(min(settled, changed, end), judging.start)
        changed = .max
        drop(from: settled)
        let series = CountSeries(
            key: SeriesKey(name),
            first: Bin(judging.unit, at: judging.start),
            counts: row.counts(in: judging.start..<end).map { max($0, 0) }
        )
        let from = settled - judging.start
        for found in try external.judge(series, from: from, lastBinShare: share) {
            expected.append(found.expected)
            if isUnusual(found) { unusual.append(found) }
        }
        settled = end - (share < 1 ? 1 : 0)
    }

    /// Forgets what was found from a place on.
    private mutating func drop(from place: Int) {
        if expected.isEmpty { expectedFrom = place }
        expected.removeSubrange(min(max(place - expectedFrom, 0), expected.count)...)
        if expected.isEmpty { expectedFrom = place }
        while let newest = unusual.last, newest.bin.place >= place { unusual.removeLast() }
    }
}
