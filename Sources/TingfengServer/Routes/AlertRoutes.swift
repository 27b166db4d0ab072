import Tingfeng
import TingfengStore
import TingfengTrends

/// Incidents, their evidence, and the run that finds them.
struct AlertRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.onList(.alerts) { call in try alerts(call) }
        routes.on(.alert) { call in try alert(call) }
        routes.on(.evidence) { call in try evidence(call) }
        routes.on(.plot) { call in try plot(call) }
        routes.on(.detect) { call in try await detect(call) }
    }

    private func alerts(_ call: Call) throws -> Listing {
        var query = AlertQuery()
        query.state = try call.query.choice(.state, as: Incident.State.self)
        query.severity = try call.query.choice(.severity, as: Severity.self)
        query.label = try call.query.choice(.label, as: Handling.Label.self)
        query.detect = engine.installation.configuration.detect
        query.limit = try call.query.int("limit")
        query.asOf = try call.query.time(.asOf, .end, in: engine.time)
        let incidents = try engine.store.incidents(query)
        return Listing(
            table: Incident.table(incidents),
            head: [engine.asOfMember(try engine.asOf(call))]
        )
    }

    private func alert(_ call: Call) throws -> Reply {
        let incident = try incident(call)
        let steps = IncidentStep.value(try engine.store.steps(of: incident), time: engine.time)
        let fields = incident.fields + [OutputField("steps", zh: "经过", steps)]
        return Reply(json: OutputRecord(fields).json)
    }

    private func evidence(_ call: Call) throws -> Reply {
        let incident = try incident(call)
        let asOf = try engine.asOf(call)
        let explanation = try engine.store.explain(
            incident,
            engine.reading,
            calendar: engine.calendar,
            time: engine.time,
            asOf: asOf
        )
        let record = explanation.record(time: engine.time).json
        let trend = explanation.trend.table(time: engine.time).json
        guard case .object(let members) = record else { return Reply(json: record) }
        return Reply(
            json: .object([engine.asOfMember(asOf)] + members + [JSONMember("trend", trend)])
        )
    }

    private func plot(_ call: Call) throws -> Reply {
        let incident = try incident(call)
        let trend = try engine.store.trend(
            around: incident,
            engine.reading,
            calendar: engine.calendar,
            time: engine.time,
            asOf: try engine.asOf(call)
        )
        let plot = CountPlot(
            title: incident.peak.dimensions.title,
            points: trend.plotPoints(time: engine.time),
            unit: "件/天",
            language: try call.query.choice(.language, as: Language.self) ?? .zh
        )
        return Reply(plot.svg(), type: .svg)
    }

    private func incident(_ call: Call) throws -> Incident { try engine.incident(call.id) }

    private func detect(_ call: Call) async throws -> Reply {
        var run = try DetectRun(engine.installation, reading: engine.reading)
        if let text = try call.query.text(.budget) { run.budget.falsePerDay = try Self.rate(text) }
        run.runID = try call.query.text(.runID)
        let asOf = try engine.asOf(call)
        let isDry = try call.query.choice(.dryRun, as: Switch.self) == .on
        let report = try await engine.writes.run { [run, engine] in
            isDry
                ? try engine.store.previewDetect(run, asOf: asOf)
                : try engine.store.detect(run, asOf: asOf, now: engine.clock())
        }
        return Reply(json: report.json(time: engine.time))
    }

    private static func rate(_ text: String) throws(ServerError) -> Double {
        guard let perDay = Double(text) ?? Rate(text)?.perDay, perDay > 0, perDay.isFinite else {
            throw .badParameter("budget", value: text, expected: "5/day 或 1/week 这样的频率")
        }
        return perDay
    }
}

extension SeriesDimensions {
    /// What people call the series: `供水/停水 · A市/A3区`.
    var title: String {
        isEverything
            ? "全部" : [category, region, matter].compactMap { $0 }.joined(separator: " · ")
    }

    var isEverything: Bool { self == SeriesDimensions() }
}

extension DetectRun.Report {
    /// The run with each incident once, in its newest state.
    fileprivate func json(time: LocalTime) -> JSONValue {
        var seen: Set<String> = []
        let newest = changes.reversed().map(\.incident).filter { seen.insert($0.id).inserted }
        return [
            "run_id": .string(runID), "as_of": .string(time.rfc3339(asOf)),
            "from": .string("\(days.lowerBound)"), "to": .string("\(days.upperBound)"),
            "series": .int(series), "alarms": .int(alarms), "budgeted": .double(budgeted),
            "incidents": Incident.table(newest).json,
        ]
    }
}
