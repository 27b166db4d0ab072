import Tingfeng
import TingfengStore

/// What people do with incidents; every step is kept with the name of the token.
struct AlertHandlingRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.acknowledgeAlert) { call in try await handle(call) { _ in .acknowledge } }
        routes.on(.resolveAlert) { call in try await handle(call) { _ in .resolve } }
        routes.on(.reopenAlert) { call in try await handle(call) { _ in .reopen } }
        routes.on(.assignAlert) { call in
            try await handle(call) { body in
                guard let owner = try body.text("to"), !owner.isEmpty else {
                    throw ServerError.badBody(field: "to", problem: "应为承办人或承办单位。")
                }
                return .assign(to: owner)
            }
        }
        routes.on(.labelAlert) { call in
            try await handle(call) { body in
                guard let label = try body.text("label").flatMap(Handling.Label.init) else {
                    let known = Handling.Label.allCases.map(\.rawValue).joined(separator: "、")
                    throw ServerError.badBody(field: "label", problem: "应为 \(known) 之一。")
                }
                return .label(label)
            }
        }
    }

    private func handle(
        _ call: Call,
        _ step: @Sendable (RequestObject) throws -> Store.Handle
    ) async throws -> Reply {
        let body = try await RequestObject(call, mayBeEmpty: true)
        let step = try step(body)
        let note = try body.text("note") ?? ""
        let actor = call.caller?.name ?? "http"
        return try await engine.writes.run { [engine] in
            let incident = try engine.incident(call.id)
            try engine.store.handle(incident, step, by: actor, note: note, now: engine.clock())
            return Reply(json: OutputRecord(try engine.incident(incident.id).fields).json)
        }
    }
}

extension Engine {
    /// The incident of that id, or of the only one whose id begins like this.
    func incident(_ id: String) throws -> Incident {
        guard let incident = try store.incident(id) else {
            throw ServerError.notFound("预警 \(id)")
        }
        return incident
    }
}
