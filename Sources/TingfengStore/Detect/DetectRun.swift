import GRDB
public import Tingfeng
public import TingfengTrends

/// Judges the days since the last run and moves the incidents on (检测).
public struct DetectRun: Sendable {
    /// How many false alarms a day are bearable (误报预算).
    public var budget = FalseAlarmBudget()
    /// Holidays and make-up workdays that the expectation knows.
    public var calendar: HolidayCalendar
    /// Time of the city, by which messages fall into days.
    public var time: LocalTime
    /// Width of the bins that count series are judged by.
    public var bin = Tingfeng.Configuration.Detect.BinWidth.day
    /// First day to judge; by default the day of the last run, or four weeks before the as-of.
    public var from: Day?
    /// Name of the run in the log; `nil` makes one from the as-of, `run-` and its seconds.
    public var runID: String?
    /// Fingerprint of the configuration, kept with the run.
    public var configuration = ""
    /// Quiet days that every incident has at least before it is resolved.
    public var leastQuietDays = 0
    /// Watch rules (监测规则); they need `reading`.
    public var rules: [Tingfeng.Configuration.Rule] = []
    /// How the queries of rules are read.
    public var reading: TextReading?
    /// Who judges the count series instead of the built-in detector; `nil` for that.
    public var external: ExternalDetector?
    /// What keeps incidents quiet, for the report; `nil` tells of them as the detector sees them.
    public var quieting: Tingfeng.Configuration.Detect?
    /// Who is told; `nil` for nobody.
    public var outbox: Outbox?

    /// Makes a run with the default budget; the calendar and time are the city's.
    public init(calendar: HolidayCalendar, time: LocalTime) {
        self.calendar = calendar
        self.time = time
    }

    /// Makes a run with the settings of an installation; texts are read as given, or as it says.
    public init(_ installation: Installation, reading: TextReading? = nil) throws {
        self.init(calendar: try installation.calendar(), time: installation.time)
        budget = installation.budget
        bin = installation.configuration.detect.bin
        quieting = installation.configuration.detect
        leastQuietDays = Int((installation.configuration.detect.resolveAfter.seconds - 1) / 86_400)
        rules = installation.configuration.rules
        if !rules.isEmpty { self.reading = try reading ?? installation.reading() }
        configuration = try installation.configurationFingerprint()
        outbox = try Outbox(installation, reading: self.reading ?? reading)
    }

    /// Days that a first run looks back.
    static let firstLook = 28

    /// What a run did.
    public struct Report: Sendable, Equatable {
        /// Name of the run as stored.
        public var runID: String
        /// Moment that the run was asked for (截至时点), in seconds since 1970.
        public var asOf: Int64
        /// Days that were judged, first and last included.
        public var days: ClosedRange<Day>
        /// Series that had enough messages to be judged.
        public var series: Int
        /// Alarms of all days before they were grouped into incidents.
        public var alarms: Int
        /// Chance alarms that the budget allows for these days.
        public var budgeted: Double
        /// Days of the past that the thresholds were calibrated on; 0 if they are nominal.
        public var calibrationDays: Int
        /// All alerts so far by what they were found to be.
        public var labelled: [Handling.Label: Int] = [:]
        /// What happened to incidents, in order of days.
        public var changes: [IncidentChange]

        /// How many days were judged.
        public var dayCount: Int { days.count }
    }

    /// What a run found out, before anything is written.
    struct Judgement {
        var session: DetectSession
        var report: Report
        /// Evidence of the incidents that receivers may be told of; `nil` if nobody is.
        var notices: NoticeWriter?
    }

    func judge(_ db: Database, asOf: AsOf, now: Int64) throws -> Judgement {
        var session = try DetectSession.opening(db, self, asOf: asOf.time)
        session.marksStates(after: try DetectState.fetch(db), asOf: asOf.time)
        let report = try session.step(db, asOf: asOf.time, from: from)
        var judgement = Judgement(session: session, report: report)
        judgement.notices = try outbox.map { try notices(db, $0, of: report, now: now) }
        return judgement
    }

    /// Gathers the evidence that receivers are likely to ask for.
    private func notices(
        _ db: Database,
        _ outbox: Outbox,
        of report: Report,
        now: Int64
    ) throws -> NoticeWriter {
        var writer = NoticeWriter(outbox: outbox, asOf: report.asOf, now: now)
        let isFirst = try Self.isFirst(db)
        let newest = Dictionary(
            report.changes.filter { $0.action != .continued }
                .map { ($0.incident.id, $0.incident) },
            uniquingKeysWith: { $1 }
        )
        for incident in newest.values
        where (incident.isOpen || !isFirst)
            && outbox.receivers.contains(where: { incident.severity >= $0.minSeverity })
        {
            try writer.prepare(db, incident)
        }
        return writer
    }

    func save(_ db: Database, _ judgement: Judgement, now: Int64) throws -> Report {
        var report = judgement.report
        try record(db, judgement, now: now)
        try judgement.session.saveStates(db, asOf: report.asOf)
        try complete(db, &report)
        return report
    }

    private static func isFirst(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM detect_run") == nil
    }

    /// Adds what the report tells beside what the run did.
    fileprivate func complete(_ db: Database, _ report: inout Report) throws {
        report.labelled = try Self.labelled(db)
        try show(db, &report)
        for index in report.changes.indices {
            let matter = report.changes[index].incident.peak.dimensions.matter
            report.changes[index].incident.title = try matter.flatMap {
                try IncidentRecord.titles(db, of: $0)[$0]
            }
        }
    }

    /// Gives the incidents the states that the list of alerts tells.
    private func show(_ db: Database, _ report: inout Report) throws {
        guard let quieting else { return }
        var newest: [String: Incident] = [:]
        for change in report.changes { newest[change.incident.id] = change.incident }
        let others = try IncidentRecord.fetchOpen(db, and: []).map(\.incident)
            .filter { newest[$0.id] == nil }
        var query = AlertQuery()
        query.detect = quieting
        let all = newest.values.sorted { $0.id < $1.id } + others
        let shown = Dictionary(try Store.handled(db, all, query).map { ($0.id, $0) }) { $1 }
        for index in report.changes.indices {
            let incident = report.changes[index].incident
            guard incident == newest[incident.id], let seen = shown[incident.id] else { continue }
            report.changes[index].incident = seen
        }
    }

    private static func labelled(_ db: Database) throws -> [Handling.Label: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT detail, count(*) FROM incident_log WHERE id IN (
                    SELECT max(id) FROM incident_log WHERE action = 'label' GROUP BY incident
                ) GROUP BY detail
                """
        )
        return rows.reduce(into: [:]) { counts, row in
            Handling.Label(rawValue: row[0]).map { counts[$0] = row[1] }
        }
    }

    private func record(_ db: Database, _ judgement: Judgement, now: Int64) throws {
        let report = judgement.report
        let isFirst = try Self.isFirst(db)
        for change in report.changes {
            try IncidentRecord.save(db, change, run: report.runID, at: now, asOf: report.asOf)
        }
        let opened = report.changes.filter { $0.action == .opened || $0.action == .reopened }
        try outbox?.fill(
            db,
            opened: isFirst ? [] : Set(opened.map(\.incident.id)),
            asOf: report.asOf,
            now: now,
            prepared: judgement.notices
        )
        try judgement.session.calibration?.save(db)
        try db.execute(
            sql: """
                INSERT INTO detect_run VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(id) DO NOTHING
                """,
            arguments: [
                report.runID, report.asOf, report.days.lowerBound.number, now, configuration,
                report.series, report.dayCount, report.alarms,
            ]
        )
    }
}

extension Store {
    /// Runs the detector as of a moment; a second run of the same moment changes nothing.
    ///
    /// Counts are judged and texts are read before the database is locked. Only if somebody wrote
    /// meanwhile is that done again under the lock.
    public func detect(_ run: DetectRun, asOf: AsOf, now: Int64) throws -> DetectRun.Report {
        let edition = try edition()
        if let external = run.external {
            try external.rehearse { _ = try previewDetect(run, asOf: asOf) }
            return try write { db in
                try run.save(db, try run.judge(db, asOf: asOf, now: now), now: now)
            }
        }
        let judgement = try read { db in try run.judge(db, asOf: asOf, now: now) }
        return try detect(run, judgement, of: edition, asOf: asOf, now: now)
    }

    /// Saves what was found out from an edition of the database, or from the one that there is now.
    func detect(
        _ run: DetectRun,
        _ judgement: DetectRun.Judgement,
        of edition: Edition,
        asOf: AsOf,
        now: Int64
    ) throws -> DetectRun.Report {
        try write { db in
            let isCurrent = try Edition(db) == edition
            let judgement = isCurrent ? judgement : try run.judge(db, asOf: asOf, now: now)
            return try run.save(db, judgement, now: now)
        }
    }

    /// Tells what a run would do; writes nothing.
    public func previewDetect(
        _ run: DetectRun,
        asOf: AsOf
    ) throws -> DetectRun.Report {
        try read { db in
            var session = try DetectSession.opening(db, run, asOf: asOf.time)
            var report = try session.step(db, asOf: asOf.time, from: run.from)
            try run.complete(db, &report)
            return report
        }
    }
}
