import GRDB
public import Tingfeng

/// How the labels of one week look: what shows that a model and its messages grow apart (漂移).
public struct DriftWeek: Sendable, Equatable {
    /// First second of the week, Monday in local time.
    public var start: Int64
    /// Messages that a model labelled.
    public var messages: Int
    /// Share of them that were left to people.
    public var abstained: Double
    /// Mean probability of level 1.
    public var probability: Double
    /// Half the sum of the differences between the week's shares of level-1 categories and those of
    /// all weeks shown: 0 the same, 1 nothing in common.
    public var shift: Double
    /// The level-1 category with the largest share, and the share.
    public var largest: (category: String, share: Double)

    /// Compares all numbers.
    public static func == (left: DriftWeek, right: DriftWeek) -> Bool {
        (left.start, left.messages, left.abstained, left.probability, left.shift)
            == (right.start, right.messages, right.abstained, right.probability, right.shift)
            && left.largest == right.largest
    }
}

extension Store {
    /// Returns the last weeks up to a moment, oldest first; only what a model labelled counts, by the
    /// label that was known then.
    public func drift(weeks: Int, time: LocalTime, asOf: AsOf) throws -> [DriftWeek] {
        let week: Int64 = 7 * 86_400
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT (f.event_at + :offset - 345600) / :week AS number,
                        substr(l.path, 1, instr(l.path || '/', '/') - 1) AS top,
                        count(*) AS messages, sum(l.abstained) AS abstained,
                        sum(l.probability) AS probability
                    FROM fact f JOIN label l ON l.message = f.message AND l.known_at =
                        (SELECT max(known_at) FROM label WHERE message = f.message
                            AND known_at <= :asOf)
                    WHERE f.event_at > :from AND f.event_at <= :asOf
                        AND f.known_at <= :asOf AND (f.until IS NULL OR f.until > :asOf)
                        AND l.actor = 'model'
                    GROUP BY number, top ORDER BY number, top
                    """,
                arguments: [
                    "offset": time.offset(at: asOf.time), "week": week, "asOf": asOf.time,
                    "from": asOf.time - Int64(weeks) * week,
                ]
            )
        }
        return DriftTally(rows, offset: Int64(time.offset(at: asOf.time))).weeks
    }
}

/// Adds up rows of week and category.
private struct DriftTally {
    private struct Cell {
        var number: Int64
        var top: String
        var messages: Int
        var abstained: Int
        var probability: Double
    }

    private let cells: [Cell]
    private let offset: Int64

    init(_ rows: [Row], offset: Int64) {
        cells = rows.map { row in
            Cell(
                number: row["number"],
                top: row["top"],
                messages: row["messages"],
                abstained: row["abstained"],
                probability: row["probability"]
            )
        }
        self.offset = offset
    }

    var weeks: [DriftWeek] {
        let all = Double(max(1, cells.reduce(0) { $0 + $1.messages }))
        let shares = Dictionary(grouping: cells, by: \.top).mapValues { cells in
            Double(cells.reduce(0) { $0 + $1.messages }) / all
        }
        let byWeek = Dictionary(grouping: cells, by: \.number)
        return byWeek.keys.sorted().map { number in
            week(number, byWeek[number, default: []], shares)
        }
    }

    private func week(_ number: Int64, _ cells: [Cell], _ shares: [String: Double]) -> DriftWeek {
        let messages = cells.reduce(0) { $0 + $1.messages }
        let total = Double(max(1, messages))
        let own = Dictionary(
            uniqueKeysWithValues: cells.map { ($0.top, Double($0.messages) / total) }
        )
        let names = shares.keys.sorted()
        let shift = names.reduce(0.0) { $0 + abs(own[$1, default: 0] - shares[$1, default: 0]) } / 2
        let largest = cells.max { ($0.messages, $1.top) < ($1.messages, $0.top) }
        return DriftWeek(
            start: number * 604_800 + 345_600 - offset,
            messages: messages,
            abstained: Double(cells.reduce(0) { $0 + $1.abstained }) / total,
            probability: cells.reduce(0) { $0 + $1.probability } / total,
            shift: shift,
            largest: (largest?.top ?? "", largest.map { Double($0.messages) / total } ?? 0)
        )
    }
}
