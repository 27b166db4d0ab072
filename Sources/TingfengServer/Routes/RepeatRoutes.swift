import Tingfeng
import TingfengStore

/// Repeated messages and comparisons.
struct RepeatRoutes {
    let engine: Engine

    func bind(_ routes: inout Routes) {
        routes.onList(.repeats) { call in try repeats(call) }
        routes.onList(.compare) { call in try compare(call) }
    }

    private func repeats(_ call: Call) throws -> Listing {
        var query = RepeatQuery()
        query.sameness = try call.query.choice(.same, as: RepeatQuery.Sameness.self) ?? .matter
        query.order = try call.query.choice(.repeatSort, as: RepeatQuery.Order.self) ?? .messages
        query.window = try call.query.span(.repeatWindow)
        query.leastMessages = try call.query.int("min")
        query.limit = try call.query.int("limit")
        let asOf = try engine.asOf(call)
        let groups = try engine.store.repeats(query, engine.reading, engine.places, asOf: asOf)
        return Listing(
            table: RepeatGroup.table(groups, time: engine.time),
            head: [engine.asOfMember(asOf)]
        )
    }

    private func compare(_ call: Call) throws -> Listing {
        let a = try call.query.text(.sideA) ?? ""
        let b = try call.query.text(.sideB) ?? ""
        var query: CompareQuery
        do {
            query = try CompareQuery(a, b, time: engine.time)
        } catch {
            throw ServerError.unusable(field: "a", problem: error.description)
        }
        let by = try call.query.text(.compareBy) ?? "category"
        guard let dimensions = CompareQuery.Dimension.list(by) else {
            throw ServerError.badParameter("by", value: by, expected: "category、region 或 word")
        }
        query.dimensions = dimensions
        query.limit = try call.query.int("limit")
        let asOf = try engine.asOf(call)
        do {
            let comparison = try engine.store.compare(query, engine.reading, asOf: asOf)
            return Listing(table: comparison.table, head: [engine.asOfMember(asOf)])
        } catch let error as CompareError {
            throw ServerError.unusable(field: "a", problem: error.description)
        }
    }
}

extension Parameter {
    static let same = Parameter(
        name: "same",
        kind: .choice(RepeatQuery.Sameness.allCases.map(\.rawValue), default: "matter"),
        summary: "什么相同算重复"
    )
    static let repeatSort = Parameter(
        name: "sort",
        kind: .choice(RepeatQuery.Order.allCases.map(\.rawValue), default: "messages"),
        summary: "messages 留言数；transfers 转办次数；topic 每月一题指数"
    )
    static let repeatWindow = Parameter(
        name: "window",
        kind: .span(default: "30d"),
        summary: "时间窗，止于截至时点"
    )
    static let least = Parameter(
        name: "min",
        kind: .integer(1...10_000, default: 3),
        summary: "至少的留言数"
    )
    static let sideA = Parameter(
        name: "a",
        kind: .text(most: 200),
        summary: "甲：时段（2019-07、2019-07-01..2019-07-14）或地区"
    )
    static let sideB = Parameter(name: "b", kind: .text(most: 200), summary: "乙：时段或地区")
    static let compareBy = Parameter(
        name: "by",
        kind: .text(most: 40),
        summary: "category（默认）、region、category,region 或 word"
    )
}
