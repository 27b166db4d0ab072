import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// A question about the past gives the answer that was given then.
@Suite(.serialized) struct AsOfTests {
    /// A city that knows everything, and cities that only ever received what had arrived by then.
    private struct Pasts {
        var all: TestCity
        var then: [(moment: Int64, city: TestCity)] = []

        init(seed: UInt64, moments: Int = 4) async throws {
            let history = TestHistory(weeks: 5, rows: 45, seed: seed)
            all = try TestCity()
            try await history.ingest(into: &all)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<moments {
                let span = TestCity.start + 2 * TestHistory.week..<history.end
                let moment = Int64.random(in: span, using: &random)
                var city = try TestCity()
                try await history.ingest(into: &city, until: moment)
                then.append((moment, city))
            }
        }
    }

    private static func lines(_ rows: [HotRow]) -> [String] {
        rows.map { row in
            """
            \(row.rank) \(row.key) \(row.messages) \(row.callers) \(row.matters) \(row.expected) \
            \(row.p) \(row.q) \(row.heat) \(row.first) \(row.last) \(row.share) \(row.place ?? "") \
            \(row.category ?? "") \(row.description)
            """
        }
    }

    @Test(arguments: [3, 7]) func `the hot list of the past is the one that was seen then`(
        days: Int64
    ) async throws {
        let pasts = try await Pasts(seed: 41 + UInt64(days))
        for (moment, city) in pasts.then {
            for dimension in HotQuery.Dimension.allCases where dimension != .term {
                var query = HotQuery()
                query.dimension = dimension
                query.limit = 1_000
                query.window = days * TestCity.day
                let asOf = AsOf(time: moment)
                let now = Self.lines(try pasts.all.store.hot(query, city.reading, asOf: asOf))
                let then = Self.lines(try city.store.hot(query, city.reading, asOf: asOf))
                #expect(!now.isEmpty)
                #expect(now.count == then.count)
                for (now, then) in zip(now, then) { #expect(now == then) }
            }
        }
    }

    @Test func `searches and trends of the past are those of then`() async throws {
        let pasts = try await Pasts(seed: 43)
        for (moment, city) in pasts.then {
            for query in ["路灯", "工资 OR 吵", "吵 -第二次", "category:公共服务", "水 region:东岭区"] {
                let now = try pasts.all.found(query, asOf: moment)
                let then = try city.found(query, asOf: moment)
                #expect(!now.isEmpty)
                #expect(now.map(\.id).sorted() == then.map(\.id).sorted(), "\(query)")
                #expect(now.map(\.matter).sorted() == then.map(\.matter).sorted(), "\(query)")
            }
            let trend = try TrendQuery(parsing: "水", calendar: .none, time: .china)
            let asOf = AsOf(time: moment)
            let now = try pasts.all.store.trend(trend, city.reading, asOf: asOf)
            let then = try city.store.trend(trend, city.reading, asOf: asOf)
            #expect(now.points.map(\.messages) == then.points.map(\.messages))
            #expect(now.points.map(\.expected) == then.points.map(\.expected))
        }
    }

    @Test(arguments: [44, 46]) func `detection as of the past finds what was found then`(
        seed: UInt64
    ) async throws {
        let pasts = try await Pasts(seed: seed, moments: 1)
        let (moment, city) = try #require(pasts.then.first)
        var run = DetectRun(calendar: .none, time: .china)
        run.budget.falsePerDay = 30
        run.budget.minCount = 2
        let asOf = AsOf(time: moment)
        let then = try city.store.detect(run, asOf: asOf, now: city.now)
        let now = try pasts.all.store.detect(run, asOf: asOf, now: city.now)
        #expect(then.alarms > 0)
        #expect(now.series == then.series)
        #expect(now.changes == then.changes)
    }

    @Test func `files cut by arrival give the matters of one file`() async throws {
        let whole = try TestCity()
        let parted = try TestCity()
        var generator = MessageGenerator(seed: 45)
        let rows = generator.rows(200, in: TestCity.start..<TestCity.start + 60 * TestCity.day)
            .sorted { $0.createdAt < $1.createdAt }
        try await whole.add(rows)
        for start in stride(from: 0, to: rows.count, by: 37) {
            try await parted.add(Array(rows[start..<min(start + 37, rows.count)]))
        }
        // The tables that name the batch; the facts name matter, message and category.
        let batches: Set = [
            "message", "label", "membership", "matter", "message_text_data", "message_text_idx",
            "count_delta",
        ]
        let dump = try LogicalDump(parted.store, without: batches)
        #expect(dump.differences(from: try LogicalDump(whole.store, without: batches)) == [])
        #expect(try whole.int("SELECT count(*) FROM matter") < 200)
    }

    @Test func `the default moment is now, or the newest arrival of old data`() async throws {
        let city = try TestCity()
        #expect(try city.store.defaultAsOf(now: 5).time == 5)
        try await city.add([TestRow(id: "W1", createdAt: TestCity.start, body: "井盖")])
        let soon = TestCity.start + 7 * TestCity.day - 1
        #expect(try city.store.defaultAsOf(now: soon).time == soon)
        let later = try city.store.defaultAsOf(now: soon + 1)
        #expect(later.time == TestCity.start)
        #expect(later.isNewestArrival)
    }
}
