import HTTPTypes
import Tingfeng
import TingfengStore

/// What nobody wants to be told of for a while.
struct SilenceRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.onList(.silences) { call in
            let table = Quieting.Silence.table(
                try engine.store.silences(),
                engine.time,
                now: engine.clock()
            )
            return Listing(table: table, head: [engine.asOfMember(AsOf(time: engine.clock()))])
        }
        routes.on(.addSilence) { call in try await add(call) }
        routes.on(.expireSilence) { call in try await expire(call) }
    }

    private func add(_ call: Call) async throws -> Reply {
        let body = try await RequestObject(call)
        let text = try body.required("match")
        guard let match = IncidentMatch(text) else {
            let known = IncidentMatch.known.joined(separator: "、")
            throw ServerError.badBody(
                field: "match",
                problem: "应为 category=供暖,region=A市 这样的条件，可用 \(known)。"
            )
        }
        let now = engine.clock()
        let silence = Quieting.Silence(
            id: 0,
            match: match,
            from: now,
            until: try end(try body.required("until"), now),
            reason: try body.required("reason"),
            actor: call.caller?.name ?? "http"
        )
        return try await engine.writes.run { [engine] in
            let id = try engine.store.addSilence(silence, now: now)
            return Reply(json: ["id": .int(Int(id))], status: .created)
        }
    }

    private func end(_ text: String, _ now: Int64) throws(ServerError) -> Int64 {
        let moment =
            TimeSpan(text).map { now + $0.seconds }
            ?? (try? engine.time.parse(text, bareDate: .end))
        guard let moment, moment > now else {
            throw .badBody(field: "until", problem: "应为将来的时刻，或 7d 这样的时长。")
        }
        return moment
    }

    private func expire(_ call: Call) async throws -> Reply {
        let actor = call.caller?.name ?? "http"
        return try await engine.writes.run { [engine] in
            guard let id = Int64(call.id),
                try engine.store.expireSilence(id, by: actor, now: engine.clock())
            else { throw ServerError.notFound("生效中的静默 \(call.id)") }
            return Reply(json: ["id": .int(Int(id)), "expired": true])
        }
    }
}
