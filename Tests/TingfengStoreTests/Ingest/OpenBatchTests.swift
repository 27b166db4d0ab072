import Synchronization
import Testing
import Tingfeng
import TingfengTrends

@testable import TingfengStore

/// What readers see while a batch is open.
@Suite(.serialized) struct OpenBatchTests {
    /// Answers collected while a batch is written.
    private final class Sightings: Sendable {
        let answers = Mutex<[[Int]]>([])
    }

    @Test func `a reader sees none of an open batch`() async throws {
        var city = try TestCity()
        var generator = MessageGenerator(seed: 111)
        let window = TestCity.start..<TestCity.start + 20 * TestCity.day
        let rows = generator.rows(40, in: window)
        try await city.add(rows)
        city.options.chunk = 15
        let (path, reading, now) = (city.store.path, city.reading, city.now)
        let look: @Sendable () throws -> [Int] = {
            let store = try Store(opening: path)
            let search = SearchQuery(try SearchSyntax(parsing: "我住在"))
            var hot = HotQuery()
            hot.window = 500 * TestCity.day
            hot.limit = 1_000
            let asOf = AsOf(time: now)
            let listed = try store.hot(hot, reading, asOf: asOf).reduce(0) { $0 + $1.messages }
            let trend = try TrendQuery(parsing: "all", calendar: .none, time: .china)
            return [
                try store.count(search, reading, asOf: asOf),
                try store.search(search, reading, asOf: asOf).count, listed,
                try store.trend(trend, reading, asOf: asOf).points.count,
                try store.quarantine(reason: nil, since: 0).count,
            ]
        }
        let before = try look()
        #expect(before.first == 40)
        let sightings = Sightings()
        let file = rows.map { generator.changed($0) } + generator.rows(40, in: window)
        let input = try city.folder.write("in.csv", TestFile.csv(file))
        let ingest = city.ingest { _ in
            let answer = (try? look()) ?? []
            sightings.answers.withLock { $0.append(answer) }
        }
        _ = try await ingest.run(file: input, reading: TestCity.readerOptions())
        let answers = sightings.answers.withLock { $0 }
        #expect(answers.count == 6)
        #expect(Set(answers) == [before])
        #expect(try look().first == 80)
    }
}
