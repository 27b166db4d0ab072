import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct QuarantineTests {
    /// `good` sound rows, then `bad` rows without a readable time.
    private func file(good: Int, bad: Int) -> [UInt8] {
        var generator = MessageGenerator(seed: 21)
        let window = TestCity.start..<TestCity.start + TestCity.day
        var cells = generator.rows(good + bad, in: window).map(\.cells)
        for index in good..<good + bad { cells[index][1] = "去年冬天" }
        return TestFile.csv(cells: cells)
    }

    @Test func `bad rows are kept with file, row, column and reason`() async throws {
        let city = try TestCity()
        let report = try await city.add(file(good: 30, bad: 2), name: "month.csv")
        #expect((report.read, report.new, report.rejected) == (32, 30, 2))
        #expect(!report.isAborted)
        let kept = try city.store.quarantine(reason: nil, since: 0)
        #expect(kept.map(\.row) == [31, 32])
        #expect(Set(kept.map(\.column)) == ["created_at"])
        #expect(kept.first?.file.hasSuffix("month.csv") == true)
        #expect(Set(kept.map(\.reason)) == ["bad_time"])
        #expect(kept.map(\.isAborted) == [false, false])
    }

    @Test func `too many bad rows store no message but keep the bad rows`() async throws {
        let city = try TestCity()
        try await city.add(file(good: 10, bad: 0))
        let before = try LogicalDump(city.store, without: ["quarantine"])
        let report = try await city.add(file(good: 40, bad: 11))
        #expect(report.isAborted)
        #expect((report.read, report.rejected, report.new) == (51, 11, 0))
        let after = try LogicalDump(city.store, without: ["quarantine"])
        #expect(after.differences(from: before) == [])
        let kept = try city.store.quarantine(reason: nil, since: 0)
        #expect(kept.map(\.isAborted) == Array(repeating: true, count: 11))
    }

    @Test func `the same bad rows of the same file wait once, and know their source`() async throws
    {
        let city = try TestCity()
        try await city.add(file(good: 30, bad: 2))
        let again = try await city.add(file(good: 30, bad: 2))
        #expect((again.same, again.rejected) == (30, 2))
        let kept = try city.store.quarantine(reason: nil, since: 0)
        #expect(kept.map(\.row) == [31, 32])
        #expect(kept.map(\.source) == ["12345", "12345"])
    }

    @Test func `a file that goes in after all leaves no rows of the refused attempt`() async throws
    {
        var city = try TestCity()
        try await city.add(file(good: 40, bad: 11))
        try await city.add(file(good: 40, bad: 11))
        #expect(try city.store.quarantine(reason: nil, since: 0).count == 11)
        city.options.maxBad = .rows(20)
        try await city.add(file(good: 40, bad: 11))
        let kept = try city.store.quarantine(reason: nil, since: 0)
        #expect(kept.map(\.isAborted) == Array(repeating: false, count: 11))
    }

    @Test(arguments: [(0, 1, true), (1, 1, false), (3, 4, true)])
    func `a number limits bad rows exactly`(limit: Int, bad: Int, isAborted: Bool) async throws {
        var city = try TestCity()
        city.options.maxBad = .rows(limit)
        #expect(try await city.add(file(good: 20, bad: bad)).isAborted == isAborted)
    }

    @Test func `a mended map makes messages of bad rows`() async throws {
        let city = try TestCity()
        let headers = ["id", "created_at", "事情", "body", "caller"]
        let cells = [
            ["W1", "", "2024-1-2 8:00", "水表空转", "13900001111"], ["W2", "", "", "漏水", ""],
        ]
        try await city.add(TestFile.csv(cells: cells, headers: headers))
        let bad = try city.store.quarantine(reason: nil, since: 0)
        #expect(bad.count == 2)
        var reading = try TestCity.readerOptions()
        reading.fieldMap = FieldMap(columns: [.createdAt: ["事情"]])
        let report = try await city.ingest.retry(bad, reading: reading)
        #expect((report.read, report.new, report.rejected) == (2, 1, 1))
        #expect(try city.store.quarantine(reason: nil, since: 0).count == 1)
        #expect(try city.found("水表空转").map(\.id) == ["W1"])
        #expect(try city.store.examine().isSound)
    }

    @Test func `a mended row has the caller that its file named`() async throws {
        let city = try TestCity()
        var row = TestRow(id: "W1", createdAt: TestCity.start, body: "楼上漏水")
        row.caller = "13900001111"
        try await city.add([row])
        var cells = row.cells
        cells[0] = "W2"
        cells[1] = "不详"
        try await city.add(
            TestFile.csv(
                cells: [cells + ["2024-1-2"]],
                headers: TestRow.headers + ["登记"]
            )
        )
        var reading = try TestCity.readerOptions()
        reading.fieldMap = FieldMap(columns: [.createdAt: ["登记"]])
        let bad = try city.store.quarantine(reason: nil, since: 0)
        #expect(try await city.ingest.retry(bad, reading: reading).new == 1)
        #expect(try city.int("SELECT count(DISTINCT caller_hash) FROM message") == 1)
    }

    @Test func `retrying twice adds nothing`() async throws {
        let city = try TestCity()
        let headers = ["id", "created_at", "写于", "body"]
        try await city.add(
            TestFile.csv(cells: [["W1", "", "2024-1-2 8:00", "水表空转"]], headers: headers)
        )
        var reading = try TestCity.readerOptions()
        reading.fieldMap = FieldMap(columns: [.createdAt: ["写于"]])
        let bad = try city.store.quarantine(reason: nil, since: 0)
        _ = try await city.ingest.retry(bad, reading: reading)
        let before = try city.dump()
        #expect(try await city.ingest.retry(bad, reading: reading).same == 1)
        #expect(try city.dump().differences(from: before) == [])
    }
}
