import GRDB
public import Tingfeng
public import TingfengTrends

/// Why an incident was raised (依据): what makes up the excess, which words, which messages.
public struct Explanation: Sendable {
    /// A part of the excess; the parts of one dimension add up to it.
    public struct Part: Sendable {
        /// Path of the category or region, one level below the incident's own.
        public var name: String
        /// Messages of the peak day.
        public var observed: Int
        /// Messages expected that day: the part's share of the background times the whole's.
        public var expected: Double
        /// Messages more than expected; negative if there were fewer.
        public var excess: Double { Double(observed) - expected }
    }

    /// A word that tells these messages from those before.
    public struct Word: Sendable {
        /// The word, normalised.
        public var text: String
        /// Messages of the incident that contain it.
        public var messages: Int
        /// Log-odds against the background in standard deviations.
        public var z: Double
    }

    /// A message of the incident, masked as stored, cleaned for reading.
    public struct Quote: Sendable {
        /// Id of the message in its source.
        public var id: String
        /// When the citizen wrote, in seconds since 1970.
        public var createdAt: Int64
        /// Title and the start of the body, parted by ｜.
        public var text: String
    }

    /// The incident that is explained.
    public var incident: Incident
    /// The excess of the peak day, or hour, by category, largest first.
    public var categories: [Part] = []
    /// The same by region, largest first.
    public var regions: [Part] = []
    /// Words that set the incident's messages apart, most distinctive first.
    public var words: [Word] = []
    /// Messages to read, oldest first, copies and confidential ones left out.
    public var quotes: [Quote] = []
    /// Distinct matters (诉求事项) among the incident's newest 3,000 messages.
    public var matters: Int
    /// Distinct callers of the same messages; a message without caller counts as one.
    public var callers: Int
    /// Daily counts around the incident.
    public var trend: Trend
    /// Earlier incidents of the same series, with what they were found to be.
    public var earlier: [Incident] = []
}

/// Gathers the evidence of an incident as of a moment.
struct ExplainQuery {
    let incident: Incident
    let asOf: Int64
    let time: LocalTime
    let reading: TextReading

    /// Days before the incident that serve as background, and the guard between.
    private static let background = 28
    private static let guardDays = 7
    static let mostQuotes = 20

    func run(_ db: Database, _ calendar: HolidayCalendar) throws -> Explanation {
        let memberDays = try memberDays(db)
        let members = try EvidenceMessage.fetch(
            db,
            memberDays,
            try condition(db, memberDays),
            asOf: asOf
        )
        // A matter, and what a rule asks for, is told from everything else that people spoke of.
        let isOfTree = incident.peak.dimensions.matter == nil && incident.peak.rule == nil
        let before = try EvidenceMessage.fetch(
            db,
            backgroundDays,
            isOfTree ? try filter.condition(db) : "1",
            asOf: asOf
        )
        var explanation = Explanation(
            incident: incident,
            matters: Set(members.map(\.matter)).count,
            callers: Set(members.map(\.caller)).count,
            trend: try trend(db, calendar)
        )
        explanation.categories = try parts(db, "category", incident.peak.dimensions.category)
        explanation.regions = try parts(db, "region", incident.peak.dimensions.region)
        explanation.words = DistinctiveWords(reading: reading).rank(members, against: before)
        explanation.quotes = quotes(members)
        explanation.earlier = try earlier(db)
        return explanation
    }

    /// Seconds of whole local days, the last one included.
    private func days(_ first: Day, _ last: Day) -> Range<Int64> {
        time.startOfDay(number: first.number)..<time.startOfDay(number: last.number + 1)
    }

    /// Days of the incident's messages, those that its first alarm counted included.
    private func memberDays(_ db: Database) throws -> Range<Int64> {
        let days = days(incident.startsAt.advanced(by: 1 - incident.peak.window), incident.lastDay)
        guard let rule = incident.peak.rule else { return days }
        let first = try window(db, of: rule, on: incident.startsAt)
        return min(first.lowerBound, days.lowerBound)..<days.upperBound
    }

    /// Seconds of one local hour.
    private func hours(_ day: Day, _ hour: Int) -> Range<Int64> {
        let midnight = time.startOfDay(number: day.number)
        let from = midnight + Int64(hour) * 3_600
        return from..<from + 3_600
    }

    /// Days or the hour that the peak alarm counted; of a rule the very window.
    private func peakDays(_ db: Database) throws -> Range<Int64> {
        let day = incident.peak.day
        if let hour = incident.peak.hour { return hours(day, hour) }
        guard let rule = incident.peak.rule else {
            return days(day.advanced(by: 1 - incident.peak.window), day)
        }
        return try window(db, of: rule, on: day)
    }

    /// The window by which a rule fired on a day.
    private func window(
        _ db: Database,
        of rule: Tingfeng.Configuration.Rule,
        on day: Day
    ) throws -> Range<Int64> {
        let range = days(day, day)
        let count = RuleCount(
            try calls(db, rule, range.lowerBound - rule.reach..<range.upperBound),
            of: rule,
            knownIn: range,
            start: range.lowerBound
        )
        return count?.window ?? range
    }

    /// Messages that a rule asks for.
    private func calls(
        _ db: Database,
        _ rule: Tingfeng.Configuration.Rule,
        _ range: Range<Int64>
    ) throws -> [RuleCount.Call] {
        let query = SearchQuery(try SearchSyntax(parsing: rule.query), in: range)
        return try SearchPlan(query, reading).calls(db, AsOf(time: asOf))
    }

    /// Which of the facts of a range the incident counts; `nil` if it can be none.
    private func condition(_ db: Database, _ range: Range<Int64>) throws -> String? {
        guard let rule = incident.peak.rule else { return try filter.condition(db) }
        let messages = try calls(db, rule, range).map { "\($0.message)" }
        return "message IN (\(messages.joined(separator: ",")))"
    }

    private var backgroundDays: Range<Int64> {
        let first = incident.startsAt.advanced(by: 1 - incident.peak.window)
        let last = first.advanced(by: -1 - Self.guardDays)
        return days(last.advanced(by: 1 - Self.background), last)
    }

    /// Splits the peak alarm's excess along a tree, one level below the incident's own place in it.
    ///
    /// What was expected of a part is its share of the background times what was expected of the
    /// whole, so the parts add up exactly.
    private func parts(_ db: Database, _ table: String, _ root: String?) throws -> [Explanation
        .Part]
    {
        let peak = incident.peak
        let now = try counts(db, table, root, peakDays(db))
        let past = try counts(db, table, root, backgroundDays)
        let all = Double(past.values.reduce(0, +))
        let names = Set(now.keys).union(past.keys).sorted()
        let parts = names.map { name in
            let share = all > 0 ? Double(past[name] ?? 0) / all : 1 / Double(names.count)
            return Explanation.Part(
                name: name,
                observed: now[name] ?? 0,
                expected: share * peak.expected
            )
        }
        return parts.sorted { ($1.excess, $0.name) < ($0.excess, $1.name) }
    }

    private func counts(
        _ db: Database,
        _ table: String,
        _ root: String?,
        _ range: Range<Int64>
    ) throws -> [String: Int] {
        let depth = (root?.split(separator: "/").count ?? 0) + 1
        var counts: [String: Int] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT t.path, count(*) FROM (
                    SELECT *, min(event_at) FROM fact
                    WHERE event_at >= :from AND event_at < :to AND \(AsOf.knownFact)
                        AND \(try condition(db, range) ?? "0") GROUP BY \(unit)
                ) f JOIN \(table) t ON t.id = f.\(table) GROUP BY t.path
                """,
            arguments: ["from": range.lowerBound, "to": range.upperBound, "asOf": asOf]
        ) {
            let path: String = row[0]
            counts[path.split(separator: "/").prefix(depth).joined(separator: "/"), default: 0] +=
                row[1]
        }
        return counts
    }

    /// What the alarm counts: messages; of a matter callers, each at the first of the messages.
    private var unit: String {
        let isOfMatter = incident.peak.dimensions.matter != nil
        switch incident.peak.rule?.distinct ?? (isOfMatter ? .callers : .messages) {
        case .messages: return "message"
        case .callers: return "coalesce(caller, 'message ' || message)"
        case .matters: return "matter"
        }
    }

    /// The series of the incident as a filter.
    var filter: SeriesFilter {
        var filter = SeriesFilter()
        filter.category = incident.peak.dimensions.category
        filter.region = incident.peak.dimensions.region
        filter.matter = incident.peak.dimensions.matter
        return filter
    }

    /// One message a caller first, so that a copied text does not fill the page.
    private func quotes(_ members: [EvidenceMessage]) -> [Explanation.Quote] {
        var seen: Set<String> = []
        let distinct = members.filter {
            !$0.isConfidential && seen.insert($0.title + $0.body).inserted
        }
        return distinct.prefix(Self.mostQuotes).map { message in
            let text = reading.title(message.title, orStartOf: "")
            let body = reading.excerpt(message.body, length: 120)
            return Explanation.Quote(
                id: message.id,
                createdAt: message.createdAt,
                text: text.isEmpty ? body : "\(text)｜\(body)"
            )
        }
    }

    private func earlier(_ db: Database) throws -> [Incident] {
        let log = try HandlingLog(db, upTo: asOf)
        return try Row.fetchAll(
            db,
            sql: """
                \(IncidentRecord.select) WHERE fingerprint = ? AND starts_at < ?
                ORDER BY starts_at DESC LIMIT 5
                """,
            arguments: [incident.fingerprint, incident.startsAt.number]
        ).map { row in
            var earlier = IncidentRecord(row).incident
            earlier.handling = log[earlier]
            return earlier
        }
    }
}

/// A message as evidence.
struct EvidenceMessage {
    var id: String
    var createdAt: Int64
    var title: String
    var body: String
    var isConfidential: Bool
    var matter: Int64
    var caller: String

    /// Messages that are read for words; more would not change the ranking.
    private static let most = 3_000

    static func fetch(
        _ db: Database,
        _ range: Range<Int64>,
        _ condition: String?,
        asOf: Int64
    ) throws -> [EvidenceMessage] {
        guard let condition else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT m.external_id, f.event_at, m.title, m.body, m.confidential, f.matter,
                    coalesce(f.caller, 'message ' || f.message)
                FROM (
                    SELECT * FROM fact WHERE event_at >= :from AND event_at < :to
                        AND \(AsOf.knownFact) AND \(condition)
                    ORDER BY event_at DESC, message LIMIT \(most)
                ) f
                JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)
                ORDER BY f.event_at, f.message
                """,
            arguments: ["from": range.lowerBound, "to": range.upperBound, "asOf": asOf]
        ).map { row in
            EvidenceMessage(
                id: row[0],
                createdAt: row[1],
                title: row[2],
                body: row[3],
                isConfidential: row[4],
                matter: row[5],
                caller: row[6]
            )
        }
    }
}

extension Store {
    /// Returns the evidence of an incident as of a moment.
    public func explain(
        _ incident: Incident,
        _ reading: TextReading,
        calendar: HolidayCalendar,
        time: LocalTime,
        asOf: AsOf
    ) throws -> Explanation {
        let query = ExplainQuery(incident: incident, asOf: asOf.time, time: time, reading: reading)
        return try read { db in try query.run(db, calendar) }
    }

    /// Returns the days around an incident, six weeks before and one after.
    public func trend(
        around incident: Incident,
        _ reading: TextReading,
        calendar: HolidayCalendar,
        time: LocalTime,
        asOf: AsOf
    ) throws -> Trend {
        let query = ExplainQuery(incident: incident, asOf: asOf.time, time: time, reading: reading)
        return try read { db in try query.trend(db, calendar) }
    }
}

extension ExplainQuery {
    fileprivate func trend(_ db: Database, _ calendar: HolidayCalendar) throws -> Trend {
        let subject: TrendQuery.Subject =
            if let rule = incident.peak.rule {
                .search(SearchQuery(try SearchSyntax(parsing: rule.query)))
            } else {
                .series(filter)
            }
        var trend = TrendQuery(
            name: incident.peak.dimensions.name,
            subject: subject,
            calendar: calendar,
            time: time
        )
        trend.from = time.startOfDay(number: incident.startsAt.number - 42)
        trend.to = time.startOfDay(number: incident.lastDay.number + 8)
        return try Store.trend(db, trend, reading, asOf: AsOf(time: asOf))
    }
}
