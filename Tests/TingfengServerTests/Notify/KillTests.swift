import Foundation
import Testing
import Tingfeng
import TingfengStore

@testable import TingfengServer

/// Detection and notification that die at any moment lose no alarm and tell none twice as new.
@Suite(.serialized) struct KillTests {
    private static let configuration = """
        rules:
          - {name: 停水, query: 停水, min: 3, severity: critical}
          - {name: 路灯, query: 路灯, min: 2, distinct: messages}
        notify: [{type: webhook, url_env: HOOK}, {type: file, dir: spool}]
        """
    private static let moments = ["2025-07-03", "2025-07-14", "2025-07-15", "2025-07-20"]

    private static var program: String? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let builds = ["debug", "release"].map { root.path + "/.build/\($0)/tingfeng" }
        let dated = builds.compactMap { path -> (Date, String)? in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.modificationDate] as? Date).map { ($0, path) }
        }
        return dated.max { $0.0 < $1.0 }?.1
    }

    /// What can be seen from outside in the end.
    private struct Outcome: Equatable {
        var steps: [String] = []
        var files: [String] = []
        /// Incident and rev of what the webhook was told, each once.
        var told: Set<String> = []
    }

    private static func start(_ arguments: [String], _ city: TestCity, _ hook: String) throws
        -> Process
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(program))
        process.arguments =
            arguments + ["--db", city.store.path, "--resources", TestCity.package.path, "--quiet"]
        process.environment = ["HOOK": hook]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs a command to its end after it was killed so many times; returns the seconds it took.
    private static func run(
        _ arguments: [String],
        _ city: TestCity,
        _ hook: String,
        delays: [Double]
    ) async throws -> Double {
        for delay in delays {
            let child = try start(arguments, city, hook)
            try await Task.sleep(for: .seconds(delay))
            kill(child.processIdentifier, SIGKILL)
            try await end(child)
        }
        let begin = Date()
        let child = try start(arguments, city, hook)
        try await end(child)
        #expect(child.terminationStatus == 0, "\(arguments)")
        return Date().timeIntervalSince(begin)
    }

    /// Waits without holding a thread of the pool.
    private static func end(_ child: Process) async throws {
        while child.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Goes through all moments, killing each command `kills` times within `seconds`.
    private static func live(kills: Int, within seconds: Double) async throws -> (Outcome, Double) {
        let city = try TestCity(configuration: configuration)
        defer { city.remove() }
        try await city.fill()
        let receiver = Receiver()
        let longest = try await receiver.run { hook in
            var longest = 0.0
            for moment in moments {
                for command in [["detect", "--as-of", moment], ["notify", "--now"]] {
                    let delays = (0..<kills).map { _ in
                        Double.random(in: 0..<max(seconds, 0.01))
                    }
                    let took = try await run(command, city, hook, delays: delays)
                    longest = max(longest, took)
                }
            }
            return longest
        }
        var outcome = Outcome()
        var query = AlertQuery()
        query.limit = 1_000
        for incident in try city.store.incidents(query) {
            outcome.steps += try city.store.steps(of: incident).map {
                "\(incident.id) \($0.asOf) \($0.action) \($0.detail)"
            }
        }
        let spool = city.folder.appendingPathComponent("spool").path
        outcome.files = try FileManager.default.contentsOfDirectory(atPath: spool).sorted()
        for post in receiver.taken {
            for alert in try post.json()["alerts"]?.array ?? [] {
                let page = alert["generatorURL"]?.string ?? ""
                let rev = alert["annotations"]?["rev"]?.string ?? ""
                outcome.told.insert("\(page) \(rev) \(alert["status"]?.string ?? "")")
            }
        }
        #expect(try city.store.waitingNotices().isEmpty)
        return (outcome, longest)
    }

    @Test(.enabled("the program is built") { program != nil })
    func `what was killed ends like what was not`() async throws {
        let (quiet, longest) = try await Self.live(kills: 0, within: 0)
        #expect(quiet.files.count >= 4)
        #expect(quiet.told.count == quiet.files.count)
        let (killed, _) = try await Self.live(kills: 3, within: longest)
        #expect(killed == quiet)
    }
}
