import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Tingfeng

/// Somebody who takes notices, as the test tells.
actor Receiver {
    struct Taken: Sendable {
        let body: [UInt8]
        let headers: [String: String]

        func json() throws -> JSONValue { try JSONValue(parsing: body) }
    }

    private(set) var taken: [Taken] = []
    /// Statuses to answer with, in order; 200 when they are used up.
    private var answers: [Int] = []

    func answer(_ statuses: Int...) { answers += statuses }

    fileprivate func take(_ body: [UInt8], _ headers: [String: String]) -> Int {
        taken.append(Taken(body: body, headers: headers))
        return answers.isEmpty ? 200 : answers.removeFirst()
    }

    /// Runs the receiver on a port of its own while `body` knows its address.
    func run(_ body: @Sendable (String) async throws -> Void) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let router = Router()
        router.post("**") { request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            var headers: [String: String] = [:]
            for field in request.headers { headers[field.name.canonicalName] = field.value }
            let status = await self.take(Array(bytes.readableBytesView), headers)
            var answer = Response(status: .init(code: status))
            if status == 302 { answer.headers[.location] = "/elsewhere" }
            return answer
        }
        router.get("**") { _, _ in Response(status: .ok) }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() }
        )
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application)],
                logger: Logger(label: "receiver")
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return }
            try await body("http://127.0.0.1:\(port)/hook")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
