import GRDB
import Testing
import Tingfeng
import TingfengLabels
import TingfengTrends

@testable import TingfengStore

/// The ledger against a count made from the revisions themselves.
@Suite(.serialized) struct CountLedgerTests {
    /// A revision as the message table has it.
    private struct Revision {
        var createdAt: Int64
        var knownAt: Int64
        var until: Int64
        var category: String
        var region: String

        func isKnown(at moment: Int64) -> Bool { knownAt <= moment && moment < until }

        static func lies(_ own: String, below path: String?) -> Bool {
            path.map { own == $0 || own.hasPrefix($0 + "/") } ?? true
        }
    }

    private static let always = 0..<Int64(1) << 40

    /// Each message's revisions; what the next one replaces ends when that one arrives.
    private static func revisions(_ city: TestCity) throws -> [Revision] {
        let rows = try city.store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT origin, created_at, arrived_at, category, region FROM message
                    ORDER BY origin, rev DESC
                    """
            )
        }
        var next: [Int64: Int64] = [:]
        return rows.map { row in
            let until = next.updateValue(row["arrived_at"], forKey: row["origin"]) ?? .max
            let region: String? = row["region"]
            return Revision(
                createdAt: row["created_at"],
                knownAt: row["arrived_at"],
                until: until,
                category: row["category"] ?? "",
                region: region.map { "\(TestCity.name)/\($0)" } ?? Region.unknown
            )
        }
    }

    /// A city whose messages all name their category, so that revisions tell it.
    private static func city(seed: UInt64) async throws -> TestCity {
        var city = try TestCity()
        let history = TestHistory(weeks: 5, rows: 40, seed: seed)
        for (week, file) in history.files.enumerated() {
            city.now = TestCity.start + Int64(week + 1) * TestHistory.week
            let rows = file.map { row in
                var row = row
                if row.category.isEmpty { row.category = "其他" }
                // Every third row leaves its arrival to the rules.
                if row.createdAt.isMultiple(of: 3) { row.arrivedAt = nil }
                return row
            }
            try await city.add(rows)
        }
        return city
    }

    @Test(arguments: [31, 32, 33]) func `the count as of any moment is that of the revisions known`(
        seed: UInt64
    ) async throws {
        let city = try await Self.city(seed: seed)
        let revisions = try Self.revisions(city)
        var random = SeededGenerator(seed: seed)
        let edges = revisions.flatMap { [$0.knownAt - 1, $0.knownAt] }
        let span = TestCity.start - TestHistory.week..<city.now + TestCity.day
        for turn in 0..<150 {
            let moment =
                turn.isMultiple(of: 2) ? random.pick(edges) : Int64.random(in: span, using: &random)
            var filter = SeriesFilter()
            filter.category = random.pick([nil, "公共服务", "环境保护/噪声污染", "其他"])
            filter.region = random.pick([nil, TestCity.name, "\(TestCity.name)/西塘区", "未知"])
            let hours = try city.store.read { db in
                try CountLedger.hours(db, filter, in: Self.always, asOf: moment)
            }
            let known = revisions.filter { revision in
                revision.isKnown(at: moment)
                    && Revision.lies(revision.category, below: filter.category)
                    && Revision.lies(revision.region, below: filter.region)
            }
            let expected = Dictionary(
                known.map { ($0.createdAt - $0.createdAt % 3600, 1) },
                uniquingKeysWith: +
            )
            let counted = Dictionary(hours.map { ($0.bin, $0.messages) }, uniquingKeysWith: +)
            #expect(counted == expected, "as of \(moment), \(filter)")
        }
    }

    @Test func `changes and regions add up to the total`() async throws {
        let city = try await Self.city(seed: 34)
        var changes = try city.store.read { db in
            try LedgerChanges(db, HourPlaces(time: .china, byHour: false), upTo: city.now)
        }
        let regions = try city.store.read { db in
            try String.fetchAll(db, sql: "SELECT path FROM region ORDER BY id")
        }
        var cells = 0
        for moment in stride(from: TestCity.start, to: city.now, by: 32_345) {
            var parts = 0
            try city.store.read { db in
                cells += try changes.changes(db, upTo: moment).values.reduce(0, +)
                for path in regions {
                    var filter = SeriesFilter()
                    filter.region = path
                    parts += try CountLedger.hours(db, filter, in: Self.always, asOf: moment)
                        .reduce(0) { $0 + $1.messages }
                }
            }
            let total = try city.counted(asOf: moment)
            #expect(cells == total)
            #expect(parts == total)
        }
    }

    @Test func `no row of the ledger is ever changed`() async throws {
        var city = try TestCity()
        let history = TestHistory(weeks: 3, rows: 30, seed: 35)
        let rows =
            "SELECT group_concat(rowid || ':' || messages || ':' || known_bin) FROM count_delta"
        var before = ""
        for file in history.files {
            try await city.add(file)
            city.now += 500
            let after = try city.store.read { db in try String.fetchOne(db, sql: rows) } ?? ""
            #expect(after.hasPrefix(before))
            before = after
        }
    }

    @Test func `days of a trend add up to the messages known`() async throws {
        let city = try await Self.city(seed: 36)
        for moment in stride(from: TestCity.start, to: city.now, by: 154_321) {
            var query = try TrendQuery(parsing: "all", calendar: .none, time: .china)
            query.from = TestCity.start - 30 * TestHistory.week
            let trend = try city.store.trend(query, city.reading, asOf: AsOf(time: moment))
            #expect(trend.total == (try city.counted(asOf: moment)))
        }
    }
}
