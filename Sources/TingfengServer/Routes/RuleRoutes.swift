import Tingfeng
import TingfengStore

/// Watch rules of the configuration, and what one would have done.
struct RuleRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.onList(.rules) { call in
            Listing(
                table: Configuration.Rule.table(engine.installation.configuration.rules),
                head: [engine.asOfMember(AsOf(time: engine.clock()))]
            )
        }
        routes.on(.previewRule) { call in
            let body = try await RequestObject(call)
            let rule = try rule(body)
            let asOf = try engine.asOf(call)
            let preview = try engine.store.preview(
                rule,
                days: try call.query.int("days"),
                engine.reading,
                engine.time,
                asOf: asOf
            )
            return Reply(
                json: .object([
                    engine.asOfMember(asOf), JSONMember("rule", rule.json),
                    JSONMember("from", .string("\(preview.days.lowerBound)")),
                    JSONMember("to", .string("\(preview.days.upperBound)")),
                    JSONMember("alerts", .int(preview.alerts)),
                    JSONMember("rows", preview.table.json),
                ])
            )
        }
    }

    /// A rule of the configuration by its name alone, or one that is written out.
    private func rule(_ body: RequestObject) throws -> Configuration.Rule {
        let name = try body.text("name")
        guard let query = try body.text("query") else {
            let rules = engine.installation.configuration.rules
            guard let rule = rules.first(where: { $0.name == name }) else {
                throw ServerError.badBody(field: "query", problem: "应为查询式，或以 name 指一条配置里的规则。")
            }
            return rule
        }
        _ = try SearchSyntax(parsing: query)
        var rule = Configuration.Rule(name: name ?? query, query: query)
        rule.min = try body.integer("min", in: 1...1_000_000) ?? rule.min
        rule.distinct = try body.choice("distinct", as: Configuration.Rule.Metric.self) ?? .callers
        rule.severity = try body.choice("severity", as: Severity.self) ?? rule.severity
        if let text = try body.text("window") {
            guard let window = TimeSpan(text), window <= Configuration.Rule.longestWindow else {
                throw ServerError.badBody(
                    field: "window",
                    problem: "应为至多 \(Configuration.Rule.longestWindow) 的时长，例如 24h。"
                )
            }
            rule.window = window
        }
        return rule
    }
}
