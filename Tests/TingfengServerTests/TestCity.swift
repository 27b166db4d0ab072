import Foundation
import Tingfeng
import TingfengStore

/// A small installation of our own making in a folder of its own.
struct TestCity {
    let folder: URL
    let installation: Installation
    let store: Store

    /// The clock of all tests: 2025-07-14 12:00 in China.
    static let now: Int64 = 1_752_465_600

    init(configuration: String = "") throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tingfeng-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let database = folder.appendingPathComponent("city.db").path
        store = try Store.create(at: database)
        _ = try HashKey.create(at: folder.appendingPathComponent("city.key").path)
        let settings = "db: city.db\n" + configuration
        try Data(settings.utf8).write(to: folder.appendingPathComponent("city.yaml"))
        var request = Installation.Request(environment: [:])
        request.database = database
        request.resources = Self.package.path
        installation = try Installation(request)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Makes a token and returns its secret.
    func token(_ role: AccessToken.Role, expiresAt: Int64? = nil) throws -> String {
        try store.addToken(
            name: "\(role.rawValue)-\(UUID().uuidString)",
            role: role,
            expiresAt: expiresAt,
            now: Self.now
        )
    }

    /// Stores quiet days and then one with many messages about water, one a message an hour.
    func fill(quietDays: Int = 40, lastDay: Int = 15) async throws {
        var messages: [Message] = []
        for day in 0...quietDays {
            let count = day == quietDays ? lastDay : 2
            for index in 0..<count {
                let time = Self.now - Int64(quietDays - day) * 86_400 - Int64(index) * 600
                var message = Message(
                    id: "\(day)-\(index)",
                    source: "12345",
                    createdAt: time,
                    title: day == quietDays ? "小区停水" : "路灯不亮",
                    body: day == quietDays
                        ? "从早上起小区停水，第\(index)户也没有水用。" : "门口的路灯坏了\(day)天。"
                )
                message.category = day == quietDays ? ["城乡建设", "供水"] : ["城乡建设", "照明"]
                message.callerHash = String(repeating: "0", count: 60) + "\(1000 + index)"
                messages.append(message)
            }
        }
        var options = IngestOptions()
        options.arrival = .event
        let ingest = Ingest(
            store: store,
            analyzer: try installation.analyzer(store),
            options: options,
            clock: { Self.now }
        )
        _ = try await ingest.run(messages: messages, rejected: [], name: "test")
    }

    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
