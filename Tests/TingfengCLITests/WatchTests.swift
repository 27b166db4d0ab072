import Foundation
import Testing

@Suite struct WatchTests {
    /// `ingest --watch in` in the background; its output goes to a file.
    private struct Watcher {
        let process = Process()
        let city: Installed

        init(_ city: Installed) throws {
            self.city = city
            process.executableURL = Command.executable
            process.arguments = ["ingest", "--watch", "in", "--db", "city.db", "--format", "jsonl"]
            process.currentDirectoryURL = city.folder.url
            process.standardOutput = FileHandle(
                forWritingAtPath: try city.folder.write("", to: "out")
            )
            process.standardError = FileHandle.nullDevice
            try process.run()
        }

        /// Waits until so many files have been taken.
        func waitForFiles(_ count: Int) throws -> [Substring] {
            for _ in 0..<600 {
                let lines = try city.folder.read("out").split(separator: "\n")
                if lines.count >= count { return lines }
                usleep(100_000)
            }
            return try city.folder.read("out").split(separator: "\n")
        }

        func stop(_ signal: Int32) -> Int32 {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : -signal
        }
    }

    @Test func `a watched folder's files are taken once, also by the next process`() throws {
        let city = try Installed()
        let inbox = city.folder.url.appendingPathComponent("in")
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        try city.folder.write(Installed.messages, to: "in/a.csv")
        try city.folder.write("half a fi", to: "in/b.csv.part")
        let first = try Watcher(city)
        #expect(
            try first.waitForFiles(1) == [#"{"read":2,"new":2,"updated":0,"same":0,"rejected":0}"#]
        )
        #expect(first.stop(SIGTERM) == 0)

        let second = try Watcher(city)
        let more = Installed.header + "W3,2025-03-03 09:00:00,路灯不亮,云锦街路灯坏了\n"
        try city.folder.write(more, to: "in/c.csv")
        #expect(
            try second.waitForFiles(1) == [#"{"read":1,"new":1,"updated":0,"same":0,"rejected":0}"#]
        )
        #expect(second.stop(SIGKILL) == -SIGKILL)
        #expect(try city.count() == "{\"count\":3}\n")
    }

    @Test func `an ingest that is stopped leaves nothing of its file`() throws {
        let city = try Installed()
        let rows = (0..<60_000).map { "W\($0),2025-03-01 09:00:00,路灯不亮,柳荫路路灯坏了\($0)\n" }
        try city.folder.write(Installed.header + rows.joined(), to: "long.csv")
        let process = Process()
        process.executableURL = Command.executable
        process.arguments = ["ingest", "long.csv", "--db", "city.db"]
        process.currentDirectoryURL = city.folder.url
        process.standardOutput = FileHandle.nullDevice
        let messages = Pipe()
        process.standardError = messages
        try process.run()
        // The first line tells that rows are being written.
        _ = messages.fileHandleForReading.availableData
        kill(process.processIdentifier, SIGINT)
        let rest = String(
            decoding: messages.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(rest.contains("已停止"))
        #expect(try city.count() == "{\"count\":0}\n")
        #expect(try city.run("doctor").status == 0)
    }

    @Test func `files and a folder to watch exclude each other`() throws {
        let city = try Installed()
        #expect(try city.run("ingest", "a.csv", "--watch", "in").status == 64)
        #expect(try city.run("ingest").status == 64)
        #expect(try city.run("ingest", "--watch", "nowhere").status == 1)
    }
}
