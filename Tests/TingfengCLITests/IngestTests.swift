import Foundation
import Testing

@Suite struct IngestTests {
    @Test func `the report says what became of the rows`() throws {
        let city = try Installed()
        let broken = Installed.messages + "W3,昨天,题,文\n"
        try city.folder.write(broken, to: "a.csv")
        let result = try city.run("ingest", "a.csv")
        #expect(result.status == 3)
        try expectSnapshot(result.output, "ingest.table")
        let again = try city.run("ingest", "a.csv", "--format", "json")
        try expectSnapshot(again.output, "ingest-again.json")
        #expect(again.messages.contains("quarantine list"))
    }

    @Test func `several files are taken in one after the other, with one total`() throws {
        let city = try Installed()
        try city.folder.write(Installed.messages, to: "a.csv")
        try city.folder.write(Installed.header + "W9,2025-03-03 08:00:00,路灯,路灯\n", to: "b.csv")
        let result = try city.run("ingest", "a.csv", "b.csv", "--format", "jsonl")
        #expect(result.status == 0)
        #expect(result.output == #"{"read":3,"new":3,"updated":0,"same":0,"rejected":0}"# + "\n")
    }

    @Test func `a file that fails does not hide what the files before brought`() throws {
        let city = try Installed()
        try city.folder.write(Installed.messages, to: "a.csv")
        let result = try city.run("ingest", "a.csv", "none.csv", "--format", "jsonl")
        #expect(result.status == 1)
        #expect(result.output == #"{"read":2,"new":2,"updated":0,"same":0,"rejected":0}"# + "\n")
        #expect(result.messages.contains("none.csv"))
        #expect(try city.count() == "{\"count\":2}\n")
    }

    @Test func `the standard input is taken in`() throws {
        let city = try Installed()
        let result = try city.run("ingest", "-", input: Installed.messages)
        #expect(result.status == 0)
        #expect(try city.count() == "{\"count\":2}\n")
    }

    @Test func `a dry run reports and stores nothing`() throws {
        let city = try Installed()
        let broken = Installed.messages + "W3,昨天,题,文\n"
        try city.folder.write(broken, to: "a.csv")
        let result = try city.run("ingest", "--dry-run", "a.csv", "--format", "jsonl")
        #expect(result.status == 3)
        #expect(result.messages.contains("入库时会进隔离区"))
        #expect(try city.count() == "{\"count\":0}\n")
        #expect(try city.run("quarantine", "--format", "jsonl").output.isEmpty)
    }

    @Test func `bad rows are listed, shown, exported, and retried with a mended map`() throws {
        let city = try Installed()
        let file =
            Installed.header + "W1,2025-03-01 09:00:00,路灯不亮,路灯坏了，电话13912345678\nW2,昨天,停水,云锦街停水\n"
        try city.folder.write(file, to: "a.csv")
        try city.run("ingest", "a.csv")
        let listed = try city.run("quarantine", "list", "--format", "jsonl")
        let scrubbed = listed.output.replacing(/"added_at":"[^"]*"/, with: "\"added_at\":\"…\"")
        try expectSnapshot(scrubbed, "quarantine-list.jsonl")
        let exported = try city.run("quarantine", "export")
        try expectSnapshot(exported.output, "quarantine-export.jsonl")
        let retried = try city.run("quarantine", "retry", "--format", "jsonl")
        #expect(retried.status == 3)
        #expect(retried.output == #"{"read":1,"new":0,"updated":0,"same":0,"rejected":1}"# + "\n")
    }
}
