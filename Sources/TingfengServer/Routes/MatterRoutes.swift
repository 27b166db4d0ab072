import Tingfeng
import TingfengStore

/// One matter, and what people decide about it; every step is kept with the name of the token.
struct MatterRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.matter) { call in try show(call) }
        routes.on(.mergeMatter) { call in
            let body = try await Self.body(call)
            let other = try Self.text(body, "other")
            return try await decide(call, body) { editor, actor, reason in
                try editor.merge(call.id, other, by: actor, because: reason)
            }
        }
        routes.on(.splitMatter) { call in
            let body = try await Self.body(call)
            let messages = (body["messages"]?.array ?? []).compactMap(\.string)
            guard !messages.isEmpty else {
                throw ServerError.badBody(field: "messages", problem: "应为留言编号的数组，至少一条。")
            }
            return try await decide(call, body) { editor, actor, reason in
                try editor.split(call.id, messages: messages, by: actor, because: reason)
            }
        }
        routes.on(.undoMatter) { call in
            try await decide(call, Self.body(call)) { editor, actor, reason in
                try editor.undo(call.id, by: actor, because: reason)
            }
        }
    }

    private func show(_ call: Call) throws -> Reply {
        let asOf = try engine.asOf(call)
        let page = try engine.store.matter(call.id, engine.reading, asOf: asOf)
        let record = page.record(time: engine.time).json
        guard case .object(let members) = record else { return Reply(json: record) }
        return Reply(json: .object([engine.asOfMember(asOf)] + members))
    }

    private func decide(
        _ call: Call,
        _ body: JSONValue,
        _ decision: @escaping @Sendable (MatterEditor, String, String) throws -> MatterDecision
    ) async throws -> Reply {
        let reason = try Self.text(body, "reason")
        let actor = call.caller?.name ?? "http"
        return try await engine.writes.run { [engine] in
            let editor = MatterEditor(
                store: engine.store,
                analyzer: engine.analyzer,
                clock: engine.clock
            )
            return Reply(json: try decision(editor, actor, reason).record(time: engine.time).json)
        }
    }

    private static func body(_ call: Call) async throws -> JSONValue {
        _ = try call.bodyType()
        return try JSONValue(parsing: try await call.body())
    }

    private static func text(_ body: JSONValue, _ field: String) throws(ServerError) -> String {
        guard let text = body[field]?.string, (1...1_000).contains(text.utf8.count) else {
            throw .badBody(field: field, problem: "应为 1 至 1000 字节的文字。")
        }
        return text
    }
}
