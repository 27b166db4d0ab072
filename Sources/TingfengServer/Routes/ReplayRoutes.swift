import HTTPTypes
import Tingfeng
import TingfengStore
import TingfengTrends

/// Replays of past days, as jobs.
struct ReplayRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.on(.replay) { call in
            let replay = try await replay(try await RequestObject(call))
            let id = try await engine.jobs.add { [engine] in
                try engine.store.replay(replay).json
            }
            var reply = Reply(json: ["id": .string(id), "state": "waiting"], status: .accepted)
            reply.headers = [("Location", "/api/v1/jobs/\(id)")]
            return reply
        }
        routes.on(.job) { call in
            guard let json = await engine.jobs.json(call.id) else {
                throw ServerError.notFound("任务 \(call.id)")
            }
            return Reply(json: json)
        }
    }

    private func replay(_ body: RequestObject) async throws -> Replay {
        let (from, to) = (try day(body, "from"), try day(body, "to"))
        guard from <= to, from.distance(to: to) <= 3_660 else {
            throw ServerError.badBody(field: "to", problem: "应不早于 from，且至多十年。")
        }
        var run = try DetectRun(engine.installation, reading: engine.reading)
        if let text = try body.text("budget") {
            guard let perDay = Double(text) ?? Rate(text)?.perDay, perDay > 0, perDay.isFinite
            else {
                throw ServerError.badBody(field: "budget", problem: "应为 5/day 或 1/week 这样的频率。")
            }
            run.budget.falsePerDay = perDay
        }
        let step = try body.integer("step_days", in: 1...366)
        return Replay(run, days: from...to, step: step)
    }

    private func day(_ body: RequestObject, _ field: String) throws -> Day {
        let text = try body.required(field)
        guard let moment = try? engine.time.parse(text, bareDate: .start) else {
            throw ServerError.badBody(field: field, problem: "应为 2025-07-14 这样的日期。")
        }
        return Day(number: engine.time.dayNumber(moment))
    }
}

extension Replay.Outcome {
    fileprivate var json: JSONValue {
        [
            "from": .string("\(days.lowerBound)"), "to": .string("\(days.upperBound)"),
            "runs": .int(reports.count), "stored_runs": .int(stored.runs),
            "equal_runs": .int(stored.equal), "opened_per_day": .double(openedDaily),
            "incidents": Incident.table(incidents).json,
        ]
    }
}
