/// Finds rises and drops in count series that have a week, a year and holidays (检测器).
///
/// Every finding uses only counts up to its own bin, and the result of a series depends neither
/// on the other series nor on later bins. About 2 µs per bin; state of constant size.
///
/// ```swift
/// let table = try CountTable(csv: bytes, unit: .day)
/// let detector = SeasonalDetector(parameters: .daily, calendar: calendar)
/// for series in detector.detect(table.series) {
///     print(series.key, series.detections.filter { $0.alarm == .rise }.map(\.bin))
/// }
/// ```
public struct SeasonalDetector: Sendable {
    /// The settings.
    public let parameters: TrendParameters
    private let design: CalendarDesign
    private let test: AlarmTest

    /// Makes a detector; weeks take no notice of the calendar.
    public init(parameters: TrendParameters, calendar: HolidayCalendar) {
        self.parameters = parameters
        design = CalendarDesign(parameters: parameters, calendar: calendar)
        test = AlarmTest(parameters: parameters)
    }

    /// Judges every bin from `from` on (all bins when nil) of every series.
    ///
    /// - Parameters:
    ///   - series: Series of this detector's bin width.
    ///   - from: The first judged bin.
    ///   - lastBinShare: The share of the run's last bin that has elapsed; below 1 that bin is
    ///     judged against this share of what is expected and marked provisional.
    /// - Returns: One element for each series, in the order given.
    public func detect(
        _ series: [CountSeries],
        from: Bin? = nil,
        lastBinShare: Double = 1
    ) -> [SeriesDetections] {
        precondition(lastBinShare > 0 && lastBinShare <= 1, "a share lies in 0 < share ≤ 1")
        let run = design(of: series, horizon: 0)
        return series.map { one in
            let detections = detect(one, run: run, from: from, lastBinShare: lastBinShare)
            return SeriesDetections(key: one.key, detections: detections)
        }
    }

    private func detect(
        _ series: CountSeries,
        run: RunDesign,
        from: Bin?,
        lastBinShare: Double
    ) -> [Detection] {
        var (walk, judge) = start(series, run: run)
        var detections: [Detection] = []
        while let step = walk.next() {
            let bin = series.bin(at: step.index)
            let isJudged = from.map { bin >= $0 } ?? true
            let isLast = bin == run.last
            let detection = judge.judge(
                step,
                bin: bin,
                share: isLast ? lastBinShare : 1,
                upperBelow: isJudged ? 1 : -1
            )
            walk.note(eventProbability: judge.eventProbability)
            if isJudged { detections.append(detection) }
        }
        return detections
    }

    /// The regressors of `count` bins from `first` on, for tracks that share them.
    public func design(from first: Bin, count: Int) -> TrackDesign {
        TrackDesign(run: RunDesign(first: first, count: count, design: design))
    }

    func design(of series: [CountSeries], horizon: Int) -> RunDesign {
        RunDesign(series: series, design: design, parameters: parameters, horizon: horizon)
    }

    func start(_ series: CountSeries, run: RunDesign) -> (walk: SeriesWalk, judge: BinJudge) {
        let baseline = SeasonalBaseline(
            design: design,
            parameters: parameters,
            quietSquare: test.quietSquare
        )
        let walk = SeriesWalk(series, run: run, baseline: baseline)
        return (walk, BinJudge(test: test, parameters: parameters))
    }
}
