import Foundation
import FoundationNetworking
import Testing
import Tingfeng
import TingfengStore

@testable import TingfengServer

/// A real Alertmanager, where Debian's package `prometheus-alertmanager` is installed.
@Suite(.serialized) struct AlertmanagerTests {
    private static let program = "/usr/bin/prometheus-alertmanager"

    private static func start(in folder: URL, port: Int) throws -> Process {
        let settings = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"
        let file = folder.appendingPathComponent("alertmanager.yml")
        try Data(settings.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "--config.file=\(file.path)", "--storage.path=\(folder.path)/alertmanager",
            "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// What fires, as `alertname severity`, sorted.
    private static func firing(_ client: Client) async throws -> [String] {
        let answer = try await client.get("/api/v2/alerts?active=true")
        let alerts = try answer.json().array ?? []
        return alerts.map { alert in
            let labels = alert["labels"]
            return "\(labels?["alertname"]?.string ?? "") \(labels?["severity"]?.string ?? "")"
        }.sorted()
    }

    /// Waits until it answers.
    private static func wait(for client: Client) async throws {
        for _ in 0..<200 {
            if (try? await client.get("/-/ready"))?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test(
        .enabled("prometheus-alertmanager is installed") {
            FileManager.default.isExecutableFile(atPath: program)
        }
    )
    func `it shows one alert, that alert with its new severity, and none in the end`() async throws
    {
        let city = try await NotifierTests.city("{type: alertmanager, url_env: AM}")
        defer { city.remove() }
        let port = Int.random(in: 20_000..<40_000)
        let process = try Self.start(in: city.folder, port: port)
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        let client = Client(port: port)
        try await Self.wait(for: client)
        let clock = Int64(Date().timeIntervalSince1970)
        let notifier = try NotifierTests.notifier(
            city,
            ["AM": "http://127.0.0.1:\(port)/"],
            at: clock
        )
        #expect(try await notifier.deliver() == .init(delivered: 1, waiting: 0))
        #expect(try await Self.firing(client) == ["rule alert"])
        var run = try NotifierTests.run(city)
        run.rules[0].severity = .critical
        let moment = AsOf(time: TestCity.now + 60)
        _ = try city.store.detect(run, asOf: moment, now: clock)
        #expect(try await notifier.deliver() == .init(delivered: 1, waiting: 0))
        #expect(try await Self.firing(client) == ["rule critical"])
        try NotifierTests.detect(city, after: 6)
        #expect(try await notifier.deliver() == .init(delivered: 1, waiting: 0))
        #expect(try await Self.firing(client) == [])
    }
}
