import GRDB
import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct IngestTests {
    private static let window = TestCity.start..<TestCity.start + 30 * TestCity.day

    @Test func `every row is counted once in report, table and ledger`() async throws {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 1)
        let report = try await city.add(generator.rows(150, in: Self.window))
        #expect((report.read, report.new, report.updated) == (150, 150, 0))
        #expect((report.same, report.rejected) == (0, 0))
        #expect(try city.int("SELECT count(*) FROM message") == 150)
        #expect(try city.int("SELECT count(*) FROM fact") == 150)
        #expect(try city.int("SELECT count(*) FROM label") == 150)
        #expect(try city.int("SELECT count(*) FROM membership") == 150)
        #expect(try city.int("SELECT count(*) FROM waiting") == 0)
        #expect(try city.counted() == 150)
        #expect(try city.store.examine().isSound)
    }

    @Test func `the same file twice changes nothing`() async throws {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 2)
        let rows = generator.rows(120, in: Self.window)
        try await city.add(rows)
        let before = try city.dump()
        let report = try await city.add(rows)
        #expect((report.read, report.new, report.updated, report.same) == (120, 0, 0, 120))
        #expect(try city.dump().differences(from: before) == [])
    }

    @Test func `a file in another order adds nothing`() async throws {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 3)
        let rows = generator.rows(60, in: Self.window)
        try await city.add(rows)
        let before = try city.dump()
        #expect(try await city.add(rows.reversed()).same == 60)
        #expect(try city.dump().differences(from: before) == [])
    }

    @Test func `a changed row replaces the one before, known at the clock's time`() async throws {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 4)
        var rows = generator.rows(20, in: Self.window)
        rows[7].category = "公共服务/供水"
        try await city.add(rows)
        rows[7].category = "公共服务/供电"
        let report = try await city.add(rows)
        #expect((report.new, report.updated, report.same) == (0, 1, 19))
        let id = "(SELECT origin FROM message WHERE external_id = '\(rows[7].id)' AND rev = 1)"
        #expect(
            try city.int("SELECT superseded_at FROM message WHERE id = \(id)") == Int(city.now)
        )
        #expect(
            try city.int("SELECT count(*) FROM message WHERE origin = \(id) AND rev = 2") == 1
        )
        let hour = Int(city.now - city.now % TestCity.hour)
        #expect(try city.int("SELECT count(*) FROM count_delta WHERE known_bin = \(hour)") == 2)
        #expect(
            try city.int("SELECT sum(messages) FROM count_delta WHERE known_bin = \(hour)") == 0
        )
        #expect(try city.counted() == 20)
        #expect(try city.store.examine().isSound)
    }

    @Test func `before its change a message is what it was`() async throws {
        let city = try TestCity()
        var row = TestRow(id: "W1", createdAt: TestCity.start, body: "桥头的路灯不亮")
        row.category = "城乡建设/照明"
        try await city.add([row])
        row.category = "公共服务/供电"
        row.body = "桥头的变压器冒烟"
        try await city.add([row])
        #expect(try city.count("路灯 category:城乡建设", asOf: city.now - 1) == 1)
        #expect(try city.count("变压器", asOf: city.now - 1) == 0)
        #expect(try city.count("路灯", asOf: city.now) == 0)
        #expect(try city.count("变压器 category:公共服务", asOf: city.now) == 1)
    }

    @Test func `skip leaves a changed message as it is`() async throws {
        var city = try TestCity()
        let row = TestRow(id: "W1", createdAt: TestCity.start, body: "楼道灯不亮")
        try await city.add([row])
        let before = try city.dump()
        city.options.onConflict = .skip
        var changed = row
        changed.body = "楼道灯全都不亮"
        let report = try await city.add([changed])
        #expect((report.updated, report.same, report.rejected) == (0, 1, 0))
        #expect(try city.dump().differences(from: before) == [])
    }

    @Test func `error sends a changed message to the quarantine with file and row`() async throws {
        var city = try TestCity()
        let rows = ["楼道灯不亮", "井盖松动"].enumerated().map { index, body in
            TestRow(id: "W\(index)", createdAt: TestCity.start, body: body)
        }
        try await city.add(rows)
        city.options.onConflict = .error
        var changed = rows
        changed[1].body = "井盖不见了"
        let report = try await city.add(changed)
        #expect((report.updated, report.same, report.rejected) == (0, 1, 1))
        let kept = try #require(try city.store.quarantine(reason: .duplicateID, since: 0).first)
        #expect(kept.file.hasSuffix("in.csv"))
        #expect(kept.row == 2)
        #expect(try city.count("井盖松动") == 1)
        #expect(try city.count("井盖不见了") == 0)
    }

    @Test func `a refused change can be taken from the quarantine whole`() async throws {
        var generator = MessageGenerator(seed: 6)
        var rows = generator.rows(8, in: Self.window)
        var refusing = try TestCity()
        let updating = try TestCity()
        try await refusing.add(rows)
        try await updating.add(rows)
        rows = rows.map { generator.changed($0) }
        refusing.options.onConflict = .error
        try await refusing.add(rows)
        refusing.options.onConflict = .update
        let refused = try refusing.store.quarantine(reason: .duplicateID, since: 0)
        let report = try await refusing.ingest.retry(refused, reading: TestCity.readerOptions())
        #expect(report.updated == 8)
        try await updating.add(rows)
        // Batches have other numbers; nothing else may differ.
        let content = "SELECT group_concat(content_hmac) FROM message"
        let wanted = try updating.store.read { db in try String.fetchOne(db, sql: content) }
        #expect(try refusing.store.read { db in try String.fetchOne(db, sql: content) } == wanted)
    }

    @Test func `an identifier twice in one file is one message, its last row counts`() async throws
    {
        let city = try TestCity()
        var rows = [TestRow(id: "W1", createdAt: TestCity.start, body: "公园长椅断了")]
        rows.append(rows[0])
        rows.append(rows[0])
        rows[2].body = "公园长椅修好又断了"
        let report = try await city.add(rows)
        #expect((report.read, report.new, report.same, report.updated) == (3, 1, 1, 1))
        #expect(try city.counted() == 1)
        #expect(try city.count("公园长椅断了") == 0)
        #expect(try city.count("修好又断") == 1)
        #expect(try city.store.examine().isSound)
    }

    @Test func `the same identifier in two sources is two messages`() async throws {
        let city = try TestCity()
        let rows = [TestRow(id: "W1", createdAt: TestCity.start, body: "公交站牌倒了")]
        try await city.add(rows)
        let path = try city.folder.write("lyb.csv", TestFile.csv(rows))
        var options = try TestCity.readerOptions()
        options.source = "lyb"
        #expect(try await city.ingest.run(file: path, reading: options).new == 1)
        #expect(try city.counted() == 2)
        #expect(try city.count("站牌 source:lyb") == 1)
    }

    @Test func `a dry run reads all and writes nothing`() async throws {
        var city = try TestCity()
        var generator = MessageGenerator(seed: 5)
        city.options.isDryRun = true
        let before = try city.dump()
        #expect(try await city.add(generator.rows(30, in: Self.window)).read == 30)
        #expect(try city.dump().differences(from: before) == [])
        #expect(try city.int("SELECT count(*) FROM batch") == 0)
    }

    @Test func `an empty file is an empty batch`() async throws {
        let city = try TestCity()
        #expect(try await city.add([TestRow]()).read == 0)
        #expect(try city.counted() == 0)
    }
}
