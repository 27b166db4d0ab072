import GRDB
public import Tingfeng
public import TingfengTrends

/// Decides what the receivers are told of incidents, and keeps it until they have it (发件箱).
///
/// A receiver is told when an incident fires, when its severity rises, and when it is over; what is
/// kept quiet, or is not serious enough for it, it is not told. Rows are written in the transaction
/// that changes the incidents, by comparing how they stand with what the receiver was told last: a
/// run that is repeated adds nothing, one that was missed is made up for.
public struct Outbox: Sendable {
    /// Receivers of the configuration.
    public var receivers: [Tingfeng.Configuration.Notification]
    /// What keeps incidents quiet.
    public var detect: Tingfeng.Configuration.Detect
    /// Where the incidents can be seen, without a slash at its end.
    public var externalURL: String
    /// Fingerprint of the configuration.
    public var configuration = ""
    /// How texts are read for words and quotes.
    public var reading: TextReading
    /// Holidays that the expectation knows.
    public var calendar: HolidayCalendar
    /// Time of the city.
    public var time: LocalTime

    init(
        receivers: [Tingfeng.Configuration.Notification],
        detect: Tingfeng.Configuration.Detect = .init(),
        externalURL: String = "http://127.0.0.1:8710",
        reading: TextReading,
        calendar: HolidayCalendar,
        time: LocalTime
    ) {
        self.receivers = receivers
        self.detect = detect
        self.externalURL = externalURL
        self.reading = reading
        self.calendar = calendar
        self.time = time
    }

    /// Makes the outbox of an installation; `nil` if nobody is to be told.
    public init?(_ installation: Installation, reading: TextReading? = nil) throws {
        let configuration = installation.configuration
        guard !configuration.notify.isEmpty else { return nil }
        receivers = configuration.notify
        detect = configuration.detect
        externalURL = "http://\(configuration.server.listen)"
        self.reading = try reading ?? installation.reading()
        calendar = try installation.calendar()
        time = installation.time
        self.configuration = try installation.configurationFingerprint()
    }

    /// Writes what is to be told; returns the number of new rows.
    ///
    /// `opened` are the incidents that a run opened which is not the first: one that is over already
    /// is told of nevertheless. The evidence is that of `asOf`, some of it perhaps `prepared`; `now` is
    /// the moment of telling.
    @discardableResult
    func fill(
        _ db: Database,
        opened: Set<String> = [],
        asOf: Int64,
        now: Int64,
        prepared: NoticeWriter? = nil
    ) throws -> Int {
        let told = try Told(db)
        let incidents = try Self.incidents(db, and: told.firing.union(opened))
        let quieting = Quieting(silences: try Store.silences(db), at: now, detect)
        var writer = prepared ?? NoticeWriter(outbox: self, asOf: asOf, now: now)
        var rows = 0
        for incident in incidents {
            for receiver in receivers {
                let last = told.last(receiver.receiver, incident.id)
                guard
                    let status = status(
                        of: incident,
                        for: receiver,
                        last,
                        isNews: opened.contains(incident.id),
                        isQuiet: quieting.reason(incident, among: incidents) != nil
                    )
                else { continue }
                let notice = try writer.notice(db, incident, status)
                rows += try Self.insert(db, notice, to: receiver.receiver, now: now)
            }
        }
        return rows
    }

    /// What a receiver is to be told; `nil` if it knows, or need not.
    private func status(
        of incident: Incident,
        for receiver: Tingfeng.Configuration.Notification,
        _ last: Told.State?,
        isNews: Bool,
        isQuiet: @autoclosure () -> Bool
    ) -> Notice.Status? {
        if !incident.isOpen {
            if last?.status == .firing { return .resolved }
            let isMissed = isNews && incident.severity >= receiver.minSeverity
            return isMissed && !isQuiet() ? .resolved : nil
        }
        guard incident.severity >= receiver.minSeverity,
            last?.status != .firing || last?.severity != incident.severity
        else { return nil }
        return isQuiet() ? nil : .firing
    }

    /// The open incidents and some others as people see them, oldest first.
    ///
    /// Of what is over and was told so there is nothing more to tell.
    private static func incidents(_ db: Database, and others: Set<String>) throws -> [Incident] {
        let records = try IncidentRecord.fetchOpen(db, and: others)
        let log = try HandlingLog(db, upTo: nil, of: records.map(\.incident.id))
        return records.map { record in
            var incident = record.incident
            incident.take(log[incident])
            return incident
        }
    }

    private static func insert(
        _ db: Database,
        _ notice: Notice,
        to receiver: String,
        now: Int64
    ) throws -> Int {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO outbox(
                    receiver, incident, rev, status, severity, alert, added_at, next_at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                receiver, notice.incident, notice.rev, notice.status.rawValue,
                notice.severity.rawValue, notice.json.serialized(), now, now,
            ]
        )
        return db.changesCount
    }
}

/// What each receiver was told last of each incident, delivered or not.
private struct Told {
    struct State {
        var status: Notice.Status
        var severity: Severity
    }

    private var states: [String: State] = [:]
    /// Incidents that some receiver believes to go on.
    private(set) var firing: Set<String> = []

    init(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT receiver, incident, status, severity, max(id) FROM outbox GROUP BY 1, 2"
        )
        for row in rows {
            guard let status = Notice.Status(rawValue: row[2]),
                let severity = Severity(rawValue: row[3])
            else { continue }
            states[Self.key(row[0], row[1])] = State(status: status, severity: severity)
            if status == .firing { firing.insert(row[1]) }
        }
    }

    func last(_ receiver: String, _ incident: String) -> State? {
        states[Self.key(receiver, incident)]
    }

    private static func key(_ receiver: String, _ incident: String) -> String {
        receiver + "\n" + incident
    }
}
