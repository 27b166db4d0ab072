import GRDB
import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct InputFormTests {
    private static func rows() -> [TestRow] {
        var generator = MessageGenerator(seed: 11)
        return generator.rows(90, in: TestCity.start..<TestCity.start + 20 * TestCity.day)
    }

    private static func dump(_ bytes: [UInt8], _ name: String) async throws -> LogicalDump {
        let city = try TestCity()
        try await city.add(bytes, name: name)
        return try city.dump()
    }

    @Test func `CSV, JSONL and gzip give equal databases`() async throws {
        let csv = try await Self.dump(TestFile.csv(Self.rows()), "in.csv")
        let jsonl = try await Self.dump(TestFile.jsonl(Self.rows()), "in.jsonl")
        let packed = try await Self.dump(
            TestFile.gzip(TestFile.csv(Self.rows())),
            "in.csv.gz"
        )
        #expect(jsonl.differences(from: csv) == [])
        #expect(packed.differences(from: csv) == [])
    }

    @Test(arguments: [1, 2, 3, 4, 7]) func `any number of threads gives the same bytes`(
        threads: Int
    ) async throws {
        var dumps: [LogicalDump] = []
        for threads in [1, threads] {
            var city = try TestCity()
            city.options.threads = threads
            city.options.chunk = 25
            var generator = MessageGenerator(seed: 12)
            let rows = generator.rows(80, in: TestCity.start..<TestCity.start + TestCity.day)
            try await city.add(rows)
            try await city.add(rows.map { generator.changed($0) })
            dumps.append(try city.dump())
        }
        #expect(dumps[1].differences(from: dumps[0]) == [])
    }

    @Test(arguments: [1, 7, 90, 1000]) func `the size of transactions changes no answer`(
        chunk: Int
    ) async throws {
        var dumps: [LogicalDump] = []
        for chunk in [30, chunk] {
            var city = try TestCity()
            city.options.chunk = chunk
            try await city.add(Self.rows())
            // How FTS5 splits its segments follows from the transactions.
            let segments: Set = ["message_text_data", "message_text_idx"]
            dumps.append(try LogicalDump(city.store, without: segments))
        }
        #expect(dumps[1].differences(from: dumps[0]) == [])
    }

    @Test func `the order of rows decides nothing`() async throws {
        var generator = MessageGenerator(seed: 13)
        // Minutes that repeat, so that ties are broken by the id.
        let rows = (0..<160).map { _ in
            generator.row(
                at: TestCity.start + 60 * Int64.random(in: 0..<90, using: &generator.random)
            )
        }
        let sorted = rows.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        var memberships: [[String]] = []
        for rows in [sorted, sorted.reversed(), rows.shuffled(using: &generator.random)] {
            let city = try TestCity()
            try await city.add(rows)
            memberships.append(
                try city.store.read { db in
                    try String.fetchAll(
                        db,
                        sql: """
                            SELECT m.external_id || ' ' || t.key || ' ' || s.similarity
                            FROM membership s JOIN message m ON m.id = s.message
                            JOIN matter t ON t.id = s.matter ORDER BY 1
                            """
                    )
                }
            )
        }
        #expect(memberships[1] == memberships[0])
        #expect(memberships[2] == memberships[0])
    }
}
