import GRDB
import Tingfeng
import TingfengTrends

/// Runs of the detector one after the other (检测过程): what a live run does once and a replay often.
///
/// A step depends on what was known at its moment, on the steps before it and on nothing else, so
/// a replay of the moments of live runs gives what they gave.
struct DetectSession {
    let run: DetectRun
    /// `nil` where the counts of one moment were read at once.
    private var changes: LedgerChanges?
    var series: SeriesMemory
    var matters: MatterCalls
    private var rules: RuleCalls
    var keys: [Int64: String] = [:]
    private var ids: [String: Int64] = [:]
    /// Series that can be asked about; `nil` for all.
    private var wanted: Set<Int>?
    /// Whether states are to be stored, and what became known in the hour that runs.
    private var marks = false
    private var unfinished: [LedgerChanges.Cell: Int] = [:]
    let verdicts: Verdicts
    private var book: IncidentBook
    /// Thresholds in force, those of the last step's month.
    var calibration: Calibration?
    /// Day of the last step.
    private var lastDay: Day?

    /// Reads what is known up to the last moment that will be asked for.
    init(_ db: Database, _ run: DetectRun, upTo last: Int64) throws {
        self.run = run
        book = IncidentBook([], leastQuietDays: run.leastQuietDays)
        changes = try LedgerChanges(db, run.places, upTo: last)
        series = SeriesMemory(run, last: Day(number: run.time.dayNumber(last)))
        matters = try MatterCalls(db, time: run.time, upTo: last)
        verdicts = try Verdicts(db)
        rules = try RuleCalls(run.rules, run.reading, run.time)
        name(try Row.fetchAll(db, sql: "SELECT id, key FROM matter"))
    }

    /// Goes on where the stored runs ended, to judge one moment.
    static func opening(_ db: Database, _ run: DetectRun, asOf: Int64) throws -> DetectSession {
        var session =
            try resuming(db, run, asOf: asOf) ?? DetectSession(db, run, upTo: asOf)
        let (first, _) = try days(db, run, asOf: asOf)
        session.book = IncidentBook(
            try IncidentRecord.fetchAll(db, since: first).map(\.incident),
            leastQuietDays: run.leastQuietDays
        )
        session.calibration = try Calibration.newest(db)
        session.lastDay = first
        return session
    }

    /// The days that a run judges.
    private static func days(
        _ db: Database,
        _ run: DetectRun,
        asOf: Int64
    ) throws -> (first: Day, today: Day) {
        let today = Day(number: run.time.dayNumber(asOf))
        let last = try Int64.fetchOne(db, sql: "SELECT max(as_of) FROM detect_run")
            .map { Day(number: run.time.dayNumber($0)) }
        return (min(run.from ?? last ?? today.advanced(by: 1 - DetectRun.firstLook), today), today)
    }

    /// Goes on with the stored states; `nil` if the whole ledger has to be read: there are none, they
    /// are of other settings or later, older days are asked for, or thresholds are to be set.
    private static func resuming(
        _ db: Database,
        _ run: DetectRun,
        asOf: Int64
    ) throws -> DetectSession? {
        let (first, today) = try days(db, run, asOf: asOf)
        var series = SeriesMemory(run, last: today)
        let from = first.advanced(by: 1 - series.window)
        guard run.external == nil, let state = try DetectState.fetch(db),
            state.settings == DetectState.settings(of: run, series),
            asOf - asOf % 3600 >= state.known, from >= state.day,
            let calibration = try Calibration.newest(db),
            calibration.holds(run.budget, run.detectorName, on: today)
        else { return nil }
        let ledger = try LedgerReader(db, run.places, asOf: asOf)
        let isOld = series.markedDay(today).number - state.day.number >= 8
        let wanted = try series.resume(
            db,
            state,
            ledger,
            from: from,
            today: today,
            everything: isOld
        )
        guard let wanted else { return nil }
        let days = from...today
        var session = try DetectSession(db, run, series, upTo: asOf, days: days)
        session.wanted = wanted
        session.marks = isOld
        session.unfinished = ledger.unfinished
        return session
    }

    private init(
        _ db: Database,
        _ run: DetectRun,
        _ series: SeriesMemory,
        upTo asOf: Int64,
        days: ClosedRange<Day>
    ) throws {
        self.run = run
        self.series = series
        book = IncidentBook([], leastQuietDays: run.leastQuietDays)
        matters = try MatterCalls(db, time: run.time, upTo: asOf, days: days)
        verdicts = try Verdicts(db)
        rules = try RuleCalls(run.rules, run.reading, run.time)
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, key FROM matter WHERE id IN (\(matters.ids))"
        )
        name(rows)
    }

    private mutating func name(_ matters: [Row]) {
        for row in matters {
            keys[row[0]] = row[1]
            ids[row[1]] = row[0]
        }
    }

    /// Whether it goes on with stored states.
    var isResumed: Bool { wanted != nil }

    /// Has the next step mark the states, unless newer ones are stored or somebody else judges.
    mutating func marksStates(after stored: DetectState?, asOf: Int64) {
        guard run.external == nil, wanted == nil else { return }
        marks = stored.map { $0.known <= asOf } ?? true
    }

    /// Stores the states if the step marked them.
    func saveStates(_ db: Database, asOf: Int64) throws {
        guard marks else { return }
        try series.save(db, run, unfinished: unfinished, asOf: asOf)
    }

    /// Judges the days from `from`, or since the step before, as of a moment.
    mutating func step(_ db: Database, asOf: Int64, from: Day?) throws -> DetectRun.Report {
        let today = Day(number: run.time.dayNumber(asOf))
        let first = min(
            from ?? lastDay ?? today.advanced(by: 1 - DetectRun.firstLook),
            today
        )
        lastDay = today
        if var changes {
            try series.add(db, changes.changes(db, upTo: asOf))
            unfinished = changes.unfinished
            self.changes = changes
        }
        let share = try DayShare(db, run.time, asOf: asOf, today: today).value
        let moment = SeriesMemory.Moment(
            today: today,
            share: share,
            hour: run.places.hour(asOf + 1)
        )
        try series.judge(db, moment, wanted: wanted, marks: marks) { body in
            if let changes { return try changes.forEach(body) }
            for (cell, messages) in try LedgerReader(db, run.places, asOf: asOf).cells(
                db,
                from: nil
            ) { try body(cell, messages) }
        }
        if let start = series.start {
            matters.judge(upTo: asOf, today: today.number, start: start.number)
        }
        try rules.read(db, from: first, asOf: asOf)
        try calibrate(before: first, today, asOf)
        return advance(first...today, asOf: asOf, isPartial: share < 1)
    }

    private mutating func advance(
        _ days: ClosedRange<Day>,
        asOf: Int64,
        isPartial: Bool
    ) -> DetectRun.Report {
        var report = DetectRun.Report(
            runID: run.runID ?? "run-\(asOf)",
            asOf: asOf,
            days: days,
            series: series.judged,
            alarms: 0,
            budgeted: 0,
            calibrationDays: calibration?.days ?? 0,
            changes: []
        )
        report.budgeted = run.budget.falsePerDay * Double(report.dayCount)
        for day in days {
            let alarms =
                alarms(on: day, isProvisional: isPartial && day == days.upperBound)
                + rules.alarms(on: day, start: series.start) { name in
                    !book.goesOn(Incident.fingerprint(rule: name), on: day)
                }
            report.alarms += alarms.count
            let grouped = AlarmGrouping.group(
                alarms,
                isOpen: { book.goesOn(Incident.fingerprint($0), on: day) },
                excess: excess
            )
            report.changes += book.advance(
                to: day,
                alarms: grouped,
                fingerprint: Incident.fingerprint
            )
        }
        return report
    }

    // MARK: Alarms

    private func alarms(on day: Day, isProvisional: Bool) -> [Alarm] {
        guard let calibration else { return [] }
        return alarms(
            from: series.findings(on: day),
            limits: calibration.seriesLimits(run.budget)
        )
            + matterAlarms(
                on: day,
                limits: calibration.matterLimits(run.budget),
                isProvisional: isProvisional
            )
    }

    /// Picks what the limits allow; a fall is watched for on the whole stream only.
    func alarms(from findings: [SeriesMemory.Finding], limits: AlarmLimits) -> [Alarm] {
        let tests = Int((series.testsDaily * Double(series.window)).rounded())
        let q = FalseDiscoveryRate.qValues(findings.map(\.detection.p), tests: tests)
        var alarms: [Alarm] = []
        for (finding, q) in zip(findings, q) {
            let found = finding.detection
            let messages = series.messages(of: finding.dimensions, on: found.bin.day)
            if let severity = limits.severity(p: found.p), found.count >= run.budget.minCount,
                Double(found.count) > found.expected
            {
                alarms.append(
                    Alarm(rise: found, finding.dimensions, messages: messages, q: q, severity)
                )
            }
            if finding.dimensions == SeriesDimensions(), !found.isProvisional,
                let severity = limits.severity(p: found.dropP)
            {
                alarms.append(
                    Alarm(drop: found, finding.dimensions, messages: messages, severity)
                )
            }
        }
        return Self.leastLikely(alarms)
    }

    /// Of a day and its hours the one that is least likely by chance speaks for a series.
    private static func leastLikely(_ alarms: [Alarm]) -> [Alarm] {
        var best: [Alarm.Series: Alarm] = [:]
        for alarm in alarms {
            let series = Alarm.Series(alarm)
            if best[series].map({ alarm.p < $0.p }) ?? true { best[series] = alarm }
        }
        return alarms.filter { best[Alarm.Series($0)] == $0 }
    }

    func matterAlarms(on day: Day, limits: AlarmLimits, isProvisional: Bool) -> [Alarm] {
        let found = matters.findings(on: day.number)
        let q = FalseDiscoveryRate.qValues(found.map(\.burst.p))
        return zip(found, q).compactMap { finding, q -> Alarm? in
            guard let key = keys[finding.matter],
                let severity = limits.severity(p: finding.burst.p)
            else { return nil }
            let isNew = !book.goesOn(Incident.fingerprint(matter: key), on: day)
            let dimensions = SeriesDimensions(matter: key)
            return Alarm(
                name: .matterRise,
                dimensions: dimensions,
                day: day,
                window: finding.burst.window,
                observed: finding.burst.callers,
                messages: isNew
                    ? finding.burst.messages
                    : matters.messages(of: finding.matter, in: dimensions, on: day.number),
                expected: finding.burst.expected,
                upper: finding.burst.upper(p: limits.alarm),
                score: NormalScore.score(upperTail: finding.burst.p),
                p: finding.burst.p,
                q: q,
                severity: severity,
                isProvisional: isProvisional
            )
        }
    }

    func excess(of dimensions: SeriesDimensions, in alarm: Alarm) -> Double {
        guard let key = dimensions.matter else { return series.excess(of: dimensions, in: alarm) }
        guard let matter = ids[key] else { return 0 }
        // A matter speaks on days with a burst; a week's alarm counts all of them.
        return (0..<alarm.seriesWindow).reduce(0) { sum, ago in
            let day = alarm.day.number - ago
            guard matters.hasBurst(of: matter, on: day) else { return sum }
            return sum + Double(matters.messages(of: matter, in: dimensions, on: day))
        }
    }
}

extension Alarm {
    /// Days that the bin of a count series has.
    fileprivate var seriesWindow: Int { name == .rise || name == .drop ? window : 1 }
}

extension DetectRun {
    /// What a calibration belongs to: the width of bins and who judges them.
    var detectorName: String {
        let command = external?.command ?? ""
        return bin == .day ? command : "\(bin.rawValue) \(command)"
    }

    /// How fine the ledger is read.
    var places: HourPlaces { HourPlaces(time: time, byHour: bin == .hour) }
}
