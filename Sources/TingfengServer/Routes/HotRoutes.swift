import Tingfeng
import TingfengStore
import TingfengTrends

/// The hot list and trends.
struct HotRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.onList(.hot) { call in try hot(call) }
        routes.onList(.trend) { call in try trend(call) }
        routes.onList(.emerging) { call in try emerging(call) }
    }

    private func hot(_ call: Call) throws -> Listing {
        var query = HotQuery()
        query.dimension = try call.query.choice(.by, as: HotQuery.Dimension.self) ?? .matter
        query.window = try call.query.span(.window)
        query.limit = try call.query.int("limit")
        guard query.window <= Self.longestWindow else {
            throw ServerError.unusable(field: "window", problem: "时间窗至多 366d。")
        }
        let asOf = try engine.asOf(call)
        let rows = try engine.store.hot(
            query,
            engine.reading,
            engine.places,
            asOf: asOf
        )
        return Listing(
            table: HotRow.table(rows, time: engine.time),
            head: [engine.asOfMember(asOf)]
        )
    }

    private func emerging(_ call: Call) throws -> Listing {
        var query = EmergingQuery()
        let window = try call.query.span(.longestWindow)
        guard window <= Self.longestWindow else {
            throw ServerError.unusable(field: "window", problem: "时间窗至多 366d。")
        }
        query.setLongestWindow(window)
        query.limit = try call.query.int("limit")
        let asOf = try engine.asOf(call)
        let lines = try engine.store.emerging(query, engine.reading, asOf: asOf)
        return Listing(
            table: EmergingLine.table(lines, time: engine.time),
            head: [engine.asOfMember(asOf)]
        )
    }

    /// Distinct counts read every message of the window.
    private static let longestWindow: Int64 = 366 * 86_400

    private func trend(_ call: Call) throws -> Listing {
        let subject = try subject(call)
        var query = try TrendQuery(parsing: subject, calendar: engine.calendar, time: engine.time)
        query.bin = try call.query.choice(.bin, as: Trend.Bin.self) ?? .day
        query.forecast = try call.query.int("forecast")
        let range = try engine.range(call)
        query.from = range.from
        query.to = range.to
        let asOf = try engine.asOf(call)
        let trend = try engine.store.trend(query, engine.reading, asOf: asOf)
        let head = [
            engine.asOfMember(asOf), JSONMember("series", .string(subject)),
            JSONMember("bin", .string(trend.bin.rawValue)), JSONMember("total", .int(trend.total)),
        ]
        return Listing(table: trend.table(time: engine.time), head: head)
    }

    /// SERIES or QUERY, never both; neither means all messages.
    private func subject(_ call: Call) throws -> String {
        let series = try call.query.text(.series)
        let query = try call.query.text(.query)
        guard let query else { return series ?? "all" }
        guard series == nil else {
            throw ServerError.badParameter("q", value: query, expected: "不与 series 同时给出")
        }
        return query
    }
}

extension Engine {
    /// The range that `from` and `to` name, `to` included.
    func range(_ call: Call) throws -> (from: Int64?, to: Int64?) {
        let from = try call.query.time(.from, .start, in: time)
        let to = try call.query.time(.to, .end, in: time).map { $0 + 1 }
        if let from, let to, from >= to {
            throw ServerError.unusable(field: "from", problem: "起在止之后，请对调。")
        }
        return (from, to)
    }
}
