import GRDB
import Tingfeng
import TingfengTrends

/// The alarms of each day, before grouping.
struct Judgement {
    private(set) var alarms: [Day: [Alarm]] = [:]
    let seriesCount: Int
    private let cube: SeriesCube
    private var expected: [Day: [SeriesDimensions: Double]] = [:]

    init(_ db: Database, _ run: DetectRun, days: ClosedRange<Day>, asOf: Int64) throws {
        cube = try SeriesCube(
            db,
            levels: .init(),
            time: run.time,
            last: days.upperBound,
            asOf: asOf
        )
        let series = cube.series(atLeast: DetectRun.leastTotal)
        seriesCount = series.count
        let share = try DayShare(db, run.time, asOf: asOf, today: days.upperBound).value
        let detector = SeasonalDetector(parameters: .daily, calendar: run.calendar)
        let found = detector.detect(
            series.map(\.1),
            from: Bin(day: days.lowerBound),
            lastBinShare: share
        )
        let byDay = Self.byDay(zip(series.map(\.0), found))
        for (day, findings) in byDay {
            expected[day] = Dictionary(
                findings.map { ($0.dimensions, $0.detection.expected) },
                uniquingKeysWith: max
            )
            let today = Self.alarms(findings, run.budget, series: seriesCount)
            if !today.isEmpty { alarms[day] = today }
        }
    }

    /// Messages of a day more than expected; a series too thin to be judged expects none.
    func excess(of series: SeriesDimensions, on day: Day) -> Double {
        Double(cube.count(of: series, on: day)) - (expected[day]?[series] ?? 0)
    }

    private typealias Finding = (dimensions: SeriesDimensions, detection: Detection)

    private static func byDay(
        _ found: some Sequence<(SeriesDimensions, SeriesDetections)>
    ) -> [Day: [Finding]] {
        var days: [Day: [Finding]] = [:]
        for (dimensions, series) in found {
            for detection in series.detections {
                days[detection.bin.day, default: []].append((dimensions, detection))
            }
        }
        return days
    }

    /// Picks what fits into the budget; a fall is watched for on the whole stream only.
    private static func alarms(
        _ findings: [Finding],
        _ budget: FalseAlarmBudget,
        series: Int
    ) -> [Alarm] {
        let q = FalseDiscoveryRate.qValues(findings.map(\.detection.p))
        var alarms: [Alarm] = []
        for (finding, q) in zip(findings, q) {
            let found = finding.detection
            if let severity = budget.severity(p: found.p, series: series),
                found.count >= budget.minCount, Double(found.count) > found.expected
            {
                alarms.append(Alarm(rise: found, finding.dimensions, q: q, severity))
            }
            if finding.dimensions == SeriesDimensions(), !found.isProvisional,
                let severity = budget.severity(p: found.dropP, series: series)
            {
                alarms.append(Alarm(drop: found, finding.dimensions, severity))
            }
        }
        return alarms
    }
}

extension Alarm {
    fileprivate init(
        rise found: Detection,
        _ dimensions: SeriesDimensions,
        q: Double,
        _ severity: Severity
    ) {
        self.init(
            name: .rise,
            dimensions: dimensions,
            day: found.bin.day,
            observed: Int(found.count),
            expected: found.expected,
            upper: Double(found.upper),
            score: found.score,
            p: found.p,
            q: q,
            severity: severity,
            isProvisional: found.isProvisional
        )
    }

    fileprivate init(drop found: Detection, _ dimensions: SeriesDimensions, _ severity: Severity) {
        self.init(
            name: .drop,
            dimensions: dimensions,
            day: found.bin.day,
            observed: Int(found.count),
            expected: found.expected,
            upper: Double(found.upper),
            score: found.dropScore,
            p: found.dropP,
            q: found.dropP,
            severity: severity
        )
    }
}

/// How much of a usual day has passed at the as-of, by the hours of the last eight weeks.
private struct DayShare {
    let value: Double

    init(_ db: Database, _ time: LocalTime, asOf: Int64, today: Day) throws {
        let start = time.startOfDay(number: today.number)
        let end = time.startOfDay(number: today.number + 1)
        guard asOf < end - 1 else {
            value = 1
            return
        }
        let past = time.startOfDay(number: today.number - 56)..<start
        let hours = try CountLedger.hours(db, SeriesFilter(), in: past, asOf: asOf)
        let elapsed = asOf - start
        var before = 0.5
        var all = 1.0
        for hour in hours {
            let second = hour.bin - time.startOfDay(containing: hour.bin)
            all += Double(hour.messages)
            // The hour that runs counts by the part of it that has passed.
            before += Double(hour.messages) * min(max(Double(elapsed - second) / 3600, 0), 1)
        }
        value = max(before / all, 0.001)
    }
}
