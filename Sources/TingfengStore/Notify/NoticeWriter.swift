import GRDB
import Tingfeng
import TingfengTrends

/// Writes down what is told of an incident: the facts as they are known at a moment.
struct NoticeWriter {
    let outbox: Outbox
    let asOf: Int64
    let now: Int64
    /// Evidence is the same for all receivers, as long as the incident is.
    private var written: [String: (incident: Incident, facts: [String: String])] = [:]
    private var model: String?

    private static let mostQuotes = 3
    private static let mostWords = 5
    /// A part that makes up less of the excess explains nothing.
    private static let leastShare = 0.3

    init(outbox: Outbox, asOf: Int64, now: Int64) {
        self.outbox = outbox
        self.asOf = asOf
        self.now = now
    }

    mutating func notice(
        _ db: Database,
        _ incident: Incident,
        _ status: Notice.Status
    ) throws -> Notice {
        let rev = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM incident_log WHERE incident = ?",
            arguments: [incident.id]
        )
        try prepare(db, incident)
        var facts = written[incident.id]?.facts ?? [:]
        facts["rev"] = "\(rev ?? 0)"
        // Who declares an incident over does so now; the detector knows on which day it ended.
        let end = incident.endsAt.map(start) ?? outbox.time.rfc3339(now)
        return Notice(
            incident: incident,
            rev: rev ?? 0,
            status: status,
            annotations: facts,
            startsAt: start(incident.startsAt),
            endsAt: status == .resolved ? end : nil,
            generatorURL: "\(outbox.externalURL)/alerts/\(incident.id)"
        )
    }

    /// Incidents whose evidence is at hand, in order of their ids.
    var prepared: [Incident] { written.values.map(\.incident).sorted { $0.id < $1.id } }

    /// Gathers the evidence of an incident, unless that was done.
    mutating func prepare(_ db: Database, _ incident: Incident) throws {
        guard written[incident.id]?.incident != incident else { return }
        written[incident.id] = (incident, try annotations(db, incident))
    }

    private func start(_ day: Day) -> String {
        outbox.time.rfc3339(outbox.time.startOfDay(number: day.number))
    }

    private mutating func annotations(
        _ db: Database,
        _ incident: Incident
    ) throws -> [String: String] {
        let query = ExplainQuery(
            incident: incident,
            asOf: asOf,
            time: outbox.time,
            reading: outbox.reading
        )
        let reason = try query.run(db, outbox.calendar)
        let peak = incident.peak
        model = try model ?? String.fetchOne(db, sql: "SELECT model FROM batch ORDER BY id DESC")
        var facts = [
            "detector": Self.detector(peak.name), "budget_rank": "\(peak.rank)",
            "state": incident.state.rawValue, "summary": Self.summary(incident),
            "observed": "\(peak.observed)", "expected": Self.text(peak.expected),
            "upper": "\(Int(peak.upper))", "p": Self.significant(peak.p),
            "q": Self.significant(peak.q), "matters": "\(reason.matters)",
            "callers": "\(reason.callers)", "why": Self.why(reason), "quotes": Self.quotes(reason),
            "plot": "\(outbox.externalURL)/api/v1/alerts/\(incident.id)/plot.svg",
            "config": outbox.configuration, "as_of": outbox.time.rfc3339(asOf),
        ]
        facts["model"] = model
        facts["upper95"] = upper95(reason)
        return facts
    }

    /// Upper end of the 95 % band of the peak day; only counts of messages by day have one.
    private func upper95(_ reason: Explanation) -> String? {
        let peak = reason.incident.peak
        guard peak.name == .rise || peak.name == .drop, peak.hour == nil, peak.window == 1
        else { return nil }
        let start = outbox.time.startOfDay(number: peak.day.number)
        return reason.trend.points.first { $0.start == start }?.upper.map { "\(Int($0))" }
    }

    // MARK: Words

    private static func detector(_ name: Alarm.Name) -> String {
        switch name {
        case .rise, .drop: "nb-seasonal"
        case .matterRise: "matter-burst"
        case .rule: "rule"
        }
    }

    /// `B区 停水 1天 61件(预期 12.1,上限 21)`.
    private static func summary(_ incident: Incident) -> String {
        let peak = incident.peak
        let series = peak.dimensions
        let last = { (path: String?) in path?.split(separator: "/").last.map(String.init) }
        let what = series.rule ?? incident.title ?? series.matter ?? last(series.category)
        let subject = [last(series.region), what].compactMap { $0 }.joined(separator: " ")
        let unit = unit(peak)
        let span = peak.hour.map { "\($0)–\($0 + 1)时" } ?? "\(peak.window)天"
        return "\(subject.isEmpty ? "全部" : subject) \(span) \(peak.observed)\(unit)"
            + "(预期 \(text(peak.expected)),上限 \(Int(peak.upper)))"
    }

    private static func unit(_ peak: Alarm) -> String {
        switch peak.rule?.distinct ?? (peak.name == .matterRise ? .callers : .messages) {
        case .messages: "件"
        case .callers: "人"
        case .matters: "个事项"
        }
    }

    /// `B区占增量 88%;词: 停水 没水 水压 爆管`.
    private static func why(_ reason: Explanation) -> String {
        let peak = reason.incident.peak
        // The root of the tree of regions is the whole city, which tells nothing.
        let places = reason.regions.filter { $0.name.contains("/") }
        let parts = [
            share(places, peak, peak.dimensions.region),
            share(reason.categories, peak, peak.dimensions.category),
        ]
        let words = reason.words.prefix(mostWords).map(\.text).joined(separator: " ")
        return (parts.compactMap { $0 } + (words.isEmpty ? [] : ["词: \(words)"]))
            .joined(separator: ";")
    }

    private static func share(
        _ parts: [Explanation.Part],
        _ peak: Alarm,
        _ own: String?
    ) -> String? {
        guard peak.name != .drop, peak.excess > 0,
            let part = parts.max(by: { $0.excess < $1.excess }), part.name != own
        else { return nil }
        let share = min(part.excess / peak.excess, 1)
        guard share >= leastShare else { return nil }
        let name = part.name.split(separator: "/").last.map(String.init) ?? part.name
        return "\(name)占增量 \(Int((share * 100).rounded()))%"
    }

    private static func quotes(_ reason: Explanation) -> String {
        JSONValue.array(reason.quotes.prefix(mostQuotes).map { .string($0.text) }).serialized()
    }

    private static func text(_ number: Double) -> String {
        OutputValue.double(number, decimals: 1).plainText
    }

    private static func significant(_ number: Double) -> String {
        OutputValue.significant(number, digits: 2).plainText
    }
}
