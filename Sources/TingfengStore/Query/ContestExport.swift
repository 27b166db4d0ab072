import GRDB
public import Tingfeng
import TingfengLabels

/// The two tables of problem C of 泰迪杯 2020: 热点问题表 and 热点问题留言明细表.
///
/// The hot list with the matters' numbers as 问题ID, and every message of these matters.
public struct ContestTables: Sendable {
    /// `热度排名,问题ID,热度指数,时间范围,地点/人群,问题描述`.
    public let problems: OutputTable
    /// `问题ID,留言编号,留言用户,留言主题,留言时间,留言详情,点赞数,反对数`.
    public let messages: OutputTable

    static let problemColumns = ["热度排名", "问题ID", "热度指数", "时间范围", "地点/人群", "问题描述"]
    static let messageColumns = [
        "问题ID", "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数", "反对数",
    ]
}

extension Store {
    /// Returns the contest's tables for the hot list that a query of matters gives.
    public func contestTables(
        _ query: HotQuery,
        _ reading: TextReading,
        _ places: PlaceReading,
        time: LocalTime,
        asOf: AsOf
    ) throws -> ContestTables {
        let rows = try hot(query, reading, asOf: asOf)
        return try read { db in
            var finder = StoredPlaces(reading, places)
            var problems: [[OutputValue]] = []
            var messages: [[OutputValue]] = []
            for row in rows {
                let members = try ContestMember.fetch(db, matter: row.key, asOf: asOf.time)
                var votes = PlaceVotes()
                for member in members {
                    votes.add(
                        finder.places(
                            title: member.title,
                            body: member.body,
                            region: member.region
                        )
                    )
                }
                problems.append(row.contestCells(place: votes.name, time))
                messages += members.map { $0.cells(problem: row.rank, time) }
            }
            return ContestTables(
                problems: OutputTable(
                    columns: ContestTables.problemColumns.map { OutputColumn($0) },
                    rows: problems
                ),
                messages: OutputTable(
                    columns: ContestTables.messageColumns.map { OutputColumn($0) },
                    rows: messages
                )
            )
        }
    }
}

extension HotRow {
    fileprivate func contestCells(place named: String?, _ time: LocalTime) -> [OutputValue] {
        let span = [first, last].map { moment in
            let civil = time.civil(moment)
            return civil.date.contestText
        }
        return [
            .int(rank), .int(rank), .double(heat, decimals: 2),
            .string(span.joined(separator: "至")), .string(named ?? place ?? Region.unknown),
            .string(description),
        ]
    }
}

/// A message of a matter, as the contest lists it.
private struct ContestMember {
    var id: String
    var caller: String
    var title: String
    var body: String
    var region: String?
    var createdAt: Int64
    var up: Int
    var down: Int

    static func fetch(_ db: Database, matter: String, asOf: Int64) throws -> [ContestMember] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT m.external_id, coalesce(f.caller, ''), m.title, m.body, m.region,
                    f.event_at, m.up, m.down, m.confidential
                FROM fact f JOIN matter t ON t.id = f.matter
                JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)
                WHERE t.key = :key AND \(AsOf.knownFact)
                ORDER BY f.event_at, f.message
                """,
            arguments: ["key": matter, "asOf": asOf]
        ).map { row in
            let isSecret: Bool = row[8]
            return ContestMember(
                id: row[0],
                caller: row[1],
                title: isSecret ? SearchHit.secretTitle : row[2],
                body: isSecret ? "" : row[3],
                region: row[4],
                createdAt: row[5],
                up: row[6],
                down: row[7]
            )
        }
    }

    func cells(problem: Int, _ time: LocalTime) -> [OutputValue] {
        let civil = time.civil(createdAt)
        let day = civil.date.contestText
        let clock = [civil.hour, civil.minute, civil.second].map(twoDigits).joined(separator: ":")
        return [
            .int(problem), .string(id), .string(caller), .string(title),
            .string("\(day) \(clock)"), .string(body), .int(up), .int(down),
        ]
    }
}

extension CivilDate {
    /// `2019/01/15`.
    fileprivate var contestText: String { "\(year)/\(twoDigits(month))/\(twoDigits(day))" }
}

private func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
