import Foundation
import Testing

/// Inputs that are wrong in the ways of real life: one sentence, the right code, nothing lost.
@Suite struct BadInputTests {
    @Test(arguments: ["a.csv", "a.jsonl", "a.json", "a.xlsx"])
    func `an empty file changes nothing and is said to be empty`(_ name: String) throws {
        let city = try Installed()
        try city.folder.write("", to: name)
        let result = try city.run("ingest", name)
        #expect(result.status == 0)
        #expect(result.messages.contains("\(name) 是空的"))
    }

    @Test func `a binary file is refused`() throws {
        var random = SteadyNoise(state: 7)
        let bytes = Data((0..<50_000).map { _ in random.next() })
        try expectRefusal(of: bytes, named: "a.csv", status: 1, says: "a.csv")
    }

    @Test func `a workbook that is none is refused`() throws {
        try expectRefusal(
            of: Data("PK\u{3}\u{4}nothing".utf8),
            named: "a.xlsx",
            status: 1,
            says: "a.xlsx"
        )
    }

    @Test func `a compressed file that breaks off is refused`() throws {
        let gzip = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C])
        try expectRefusal(of: gzip, named: "a.csv.gz", status: 1, says: "a.csv.gz")
    }

    @Test func `a table without a needed column is refused, and its headers are named`() throws {
        try expectRefusal(of: Data("甲,乙\n1,2\n".utf8), named: "a.csv", status: 1, says: "甲、乙")
    }

    @Test func `a file with a third of its bytes broken stores no message but keeps its rows`()
        throws
    {
        var noise = SteadyNoise(state: 3)
        var bytes = Array(Installed.header.utf8)
        for row in 0..<200 {
            let line = "W\(row),2025-03-01 09:00:00,路灯不亮,柳荫路路灯坏了\n"
            bytes += line.utf8.map { noise.next() % 10 < 3 && $0 != 10 ? noise.next() | 0x80 : $0 }
        }
        let city = try Installed()
        try city.folder.write(Data(bytes), to: "a.csv")
        let result = try city.run("ingest", "a.csv")
        #expect(result.status == 4)
        #expect(try city.count() == "{\"count\":0}\n")
        let kept = try city.run("quarantine", "list", "--format", "jsonl", "--limit", "1000")
        #expect(kept.output.split(separator: "\n").count > 100)
    }

    @Test func `a message of five megabytes is a bad row, the others are stored`() throws {
        let huge = String(repeating: "水", count: 1_700_000)
        let city = try Installed()
        try city.folder.write(
            Installed.messages + "W3,2025-03-03 09:00:00,停水,\(huge)\n",
            to: "a.csv"
        )
        let result = try city.run("ingest", "a.csv")
        #expect(result.status == 3)
        #expect(try city.count() == "{\"count\":2}\n")
        #expect(try city.run("quarantine").output.contains("too_long"))
    }

    @Test func `an unknown key of the configuration is named with its line`() throws {
        let city = try Installed()
        try city.folder.write("db: city.db\nweather: rain\n", to: "city.yaml")
        let result = try city.run("hot")
        #expect(result.status == 64)
        #expect(result.messages.contains("第 2 行"))
        #expect(result.messages.contains("weather"))
    }

    @Test func `a map that names no known field is refused with its line`() throws {
        let city = try Installed()
        try city.folder.write(Installed.messages, to: "a.csv")
        try city.folder.write("created_at: 受理时间\nweather: 标题\n", to: "map.yaml")
        let result = try city.run("ingest", "a.csv", "--map", "map.yaml")
        #expect(result.status == 64)
        #expect(result.messages.contains("第 2 行"))
    }

    @Test func `a database of a newer version is left alone`() throws {
        let city = try Installed()
        try setUserVersion(99, of: city.folder.url.appendingPathComponent("city.db"))
        let before = try Data(contentsOf: city.folder.url.appendingPathComponent("city.db"))
        for command in ["hot", "doctor", "alerts"] {
            let result = try city.run(command)
            #expect(result.status == 5)
            #expect(result.messages.contains("99"))
        }
        #expect(try Data(contentsOf: city.folder.url.appendingPathComponent("city.db")) == before)
    }

    @Test func `a start that fails leaves nothing behind and overwrites nothing`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "city.key")
        let result = try Command.run(["init", "--db", "city.db"], in: folder.url)
        #expect(result.status == 1)
        #expect(result.messages.contains("city.key"))
        #expect(try folder.names() == ["city.key"])
        #expect(try folder.read("city.key") == "mine")
    }

    @Test func `a second writer waits and then says who is in the way`() throws {
        let city = try Installed()
        try city.folder.write(Installed.messages, to: "a.csv")
        let descriptor = open(city.folder.path("city.db.lock"), O_CREAT | O_RDWR, 0o600)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX) == 0)
        let result = try city.run("ingest", "a.csv")
        #expect(result.status == 5)
        #expect(result.messages.contains("另一个入库任务"))
    }

    @Test func `a killed run leaves the batch out, and the next one takes it in`() throws {
        let city = try Installed()
        try city.folder.write(SampleTown.messages, to: "town.csv")
        let process = Process()
        process.executableURL = Command.executable
        process.arguments = ["ingest", "town.csv", "--db", "city.db", "--quiet"]
        process.currentDirectoryURL = city.folder.url
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        usleep(400_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let found = try city.count()
        #expect(["{\"count\":0}\n", try afterIngest(city)].contains(found))
        #expect(try city.run("doctor").status == 0)
    }

    @Test func `a reader that goes away is no crash`() throws {
        let town = try SampleTown.database.get()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "\"$0\" search 路灯 --limit 9999 --format json --db town.db --quiet | head -1",
            Command.executable.path,
        ]
        process.currentDirectoryURL = town.url
        let errors = try TemporaryFolder()
        process.standardError = FileHandle(forWritingAtPath: try errors.write("", to: "err"))
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(try errors.read("err").isEmpty)
    }

    // MARK: - How

    private func afterIngest(_ city: Installed) throws -> String {
        try #require(city.run("ingest", "town.csv", "--quiet").status == 0)
        return try city.count()
    }

    /// Expects a sentence, and that a message stored before is still there.
    private func expectRefusal(
        of bytes: Data,
        named name: String,
        status: Int32,
        says: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let city = try Installed()
        try city.run("ingest", "-", input: Installed.messages)
        try city.folder.write(bytes, to: name)
        let result = try city.run("ingest", name)
        #expect(result.status == status, sourceLocation: sourceLocation)
        #expect(result.messages.contains(says), sourceLocation: sourceLocation)
        #expect(result.messages.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
        #expect(try city.count() == "{\"count\":2}\n", sourceLocation: sourceLocation)
    }

    /// Sets what `PRAGMA user_version` reads: four bytes at offset 60 of the header.
    private func setUserVersion(_ version: UInt8, of file: URL) throws {
        let handle = try FileHandle(forUpdating: file)
        try handle.seek(toOffset: 60)
        try handle.write(contentsOf: Data([0, 0, 0, version]))
        try handle.close()
    }
}

/// Bytes that look random and are the same in every run.
private struct SteadyNoise {
    var state: UInt64

    mutating func next() -> UInt8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
    }
}
