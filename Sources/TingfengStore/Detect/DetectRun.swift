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
    /// First day to judge; by default the day of the last run, or four weeks before the as-of.
    public var from: Day?
    /// Name of the run in the log; `nil` makes one from the as-of, `run-` and its seconds.
    public var runID: String?
    /// Fingerprint of the configuration, kept with the run.
    public var configuration = ""

    /// Makes a run with the default budget; the calendar and time are the city's.
    public init(calendar: HolidayCalendar, time: LocalTime) {
        self.calendar = calendar
        self.time = time
    }

    /// Days that a first run looks back.
    static let firstLook = 28
    /// Messages that a series must have in all its history to be judged.
    static let leastTotal = 10

    /// What a run did.
    public struct Report: Sendable {
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
        /// What happened to incidents, in order of days.
        public var changes: [IncidentChange]

        /// How many days were judged.
        public var dayCount: Int { days.upperBound.number - days.lowerBound.number + 1 }
    }

    func run(_ db: Database, asOf: AsOf, now: Int64) throws -> Report {
        let today = Day(number: time.dayNumber(asOf.time))
        let first = min(try from ?? firstDay(db, today), today)
        let judged = try Judgement(db, self, days: first...today, asOf: asOf.time)
        var book = IncidentBook(try IncidentRecord.fetchAll(db).map(\.incident))
        var changes: [IncidentChange] = []
        for day in (first.number...today.number).map(Day.init(number:)) {
            let alarms = AlarmGrouping.group(
                judged.alarms[day] ?? [],
                isOpen: { book.goesOn(Incident.fingerprint($0), on: day) },
                excess: { judged.excess(of: $0, on: day) }
            )
            changes += book.advance(to: day, alarms: alarms, fingerprint: Incident.fingerprint)
        }
        let report = Report(
            runID: runID ?? "run-\(asOf.time)",
            asOf: asOf.time,
            days: first...today,
            series: judged.seriesCount,
            alarms: judged.alarms.values.reduce(0) { $0 + $1.count },
            budgeted: budget.falsePerDay * Double(today.number - first.number + 1),
            changes: changes
        )
        try save(db, report, now: now)
        return report
    }

    private func firstDay(_ db: Database, _ today: Day) throws -> Day {
        let last = try Int64.fetchOne(db, sql: "SELECT max(as_of) FROM detect_run")
        return last.map { Day(number: time.dayNumber($0)) }
            ?? today.advanced(by: 1 - Self.firstLook)
    }

    private func save(_ db: Database, _ report: Report, now: Int64) throws {
        for change in report.changes {
            try IncidentRecord.save(db, change, run: report.runID, at: now, asOf: report.asOf)
        }
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
    public func detect(_ run: DetectRun, asOf: AsOf, now: Int64) throws -> DetectRun.Report {
        try write { db in try run.run(db, asOf: asOf, now: now) }
    }
}
