import GRDB
public import Tingfeng
public import TingfengTrends

/// What detection would have said on past days, with only what had arrived by then (回放).
///
/// Nothing is written. Where runs are stored their moments are taken again, so that with the same
/// settings the incidents are the stored ones; other moments are the ends of steps of days.
public struct Replay: Sendable {
    /// Settings to detect with.
    public var run: DetectRun
    /// First and last day that are told of.
    public var days: ClosedRange<Day>
    /// Days between two moments, which are ends of days; `nil` takes the stored runs again, and
    /// steps of one day where there are none.
    public var step: Int?

    /// Replays some days with the settings of a run.
    public init(_ run: DetectRun, days: ClosedRange<Day>, step: Int? = nil) {
        self.run = run
        self.days = days
        self.step = step
    }

    /// What a replay gave.
    public struct Outcome: Sendable {
        /// The runs, in order.
        public var reports: [DetectRun.Report]
        /// Incidents that began in the replayed days, as they were at the end, oldest first.
        public var incidents: [Incident]
        /// How many of the runs are stored, and how many of those took the very same steps.
        public var stored: (runs: Int, equal: Int)
        /// The stored incidents of those days, if all stored runs were replayed.
        public var storedIncidents: [Incident]?
        /// Days that were replayed.
        public var days: ClosedRange<Day>

        /// Incidents opened and reopened a day.
        public var openedDaily: Double {
            let opened = reports.flatMap(\.changes).filter {
                $0.action == .opened || $0.action == .reopened
            }
            return Double(opened.count) / Double(days.count)
        }
    }

    private struct Moment {
        var asOf: Int64
        var from: Day?
        /// Name of the stored run.
        var runID: String?
    }

    func run(_ db: Database) throws -> Outcome {
        let moments = try moments(db)
        var outcome = Outcome(reports: [], incidents: [], stored: (0, 0), days: days)
        guard let last = moments.last else { return outcome }
        var session = try DetectSession(db, run, upTo: last.asOf)
        var newest: [String: Incident] = [:]
        for moment in moments {
            var report = try session.step(db, asOf: moment.asOf, from: moment.from)
            for change in report.changes { newest[change.incident.id] = change.incident }
            if let runID = moment.runID {
                report.runID = runID
                outcome.stored.runs += 1
                if try isStored(db, report) { outcome.stored.equal += 1 }
            }
            if report.days.upperBound >= days.lowerBound { outcome.reports.append(report) }
        }
        if try isNewest(db, last) {
            let stored = try IncidentRecord.fetchAll(db).map(\.incident)
            outcome.storedIncidents = stored.filter { days.contains($0.startsAt) }
        }
        let titles = try IncidentRecord.titles(db)
        outcome.incidents = newest.values.filter { days.contains($0.startsAt) }
            .sorted { ($0.startsAt.number, $0.id) < ($1.startsAt.number, $1.id) }
            .map { incident in
                var incident = incident
                incident.title = incident.peak.dimensions.matter.flatMap { titles[$0] }
                return incident
            }
        return outcome
    }

    private func moments(_ db: Database) throws -> [Moment] {
        let end = run.time.startOfDay(number: days.upperBound.number + 1) - 1
        if step == nil {
            let stored = try Row.fetchAll(
                db,
                sql:
                    "SELECT as_of, from_day, id FROM detect_run WHERE as_of <= ? ORDER BY ran_at, as_of",
                arguments: [end]
            )
            if !stored.isEmpty {
                return Self.forward(
                    stored.map { Moment(asOf: $0[0], from: Day(number: $0[1]), runID: $0[2]) }
                )
            }
        }
        var moments = stride(
            from: days.lowerBound.number,
            through: days.upperBound.number,
            by: max(step ?? 1, 1)
        )
        .map { Moment(asOf: run.time.startOfDay(number: $0 + 1) - 1) }
        moments[0].from = days.lowerBound
        return moments
    }

    /// A run that somebody asked for as of a moment before another's is left out.
    private static func forward(_ moments: [Moment]) -> [Moment] {
        var latest = Int64.min
        return moments.filter { moment in
            defer { latest = max(latest, moment.asOf) }
            return moment.asOf > latest
        }
    }

    /// Whether the log has exactly the steps of a report.
    private func isStored(_ db: Database, _ report: DetectRun.Report) throws -> Bool {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT incident, action, detail FROM incident_log
                WHERE as_of = ? AND actor = 'detect' ORDER BY id
                """,
            arguments: [report.asOf]
        )
        let stored = rows.map { [$0[0], $0[1], $0[2]] as [String] }
        return stored
            == report.changes.map { [$0.incident.id, $0.action.rawValue, "\($0.day)"] }
    }

    private func isNewest(_ db: Database, _ moment: Moment) throws -> Bool {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(as_of) FROM detect_run")
        return moment.runID != nil && newest == moment.asOf
    }
}

extension Store {
    /// Replays past days from one snapshot of the database.
    public func replay(_ replay: Replay) throws -> Replay.Outcome {
        try read { db in try replay.run(db) }
    }
}
