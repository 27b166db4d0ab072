import Foundation
import FoundationNetworking
import ServiceLifecycle
import Tingfeng
import TingfengStore

@testable import TingfengServer

/// A client of a server that listens on a port of its own.
struct Client: Sendable {
    let port: Int
    private let session = URLSession(configuration: .ephemeral)

    init(port: Int) {
        self.port = port
    }

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }

        func json() throws -> JSONValue { try JSONValue(parsing: Array(body)) }

        /// The code of an error.
        var code: String? { (try? json())?["error"]?["code"]?.string }
    }

    func get(
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await send("GET", path, token: token, headers: headers, body: nil)
    }

    func post(
        _ path: String,
        _ body: String = "",
        token: String? = nil,
        type: String = "application/json",
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var headers = headers
        headers["Content-Type"] = type
        return try await send("POST", path, token: token, headers: headers, body: Data(body.utf8))
    }

    func send(
        _ method: String,
        _ path: String,
        token: String?,
        headers: [String: String] = [:],
        body: Data?
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else {
            throw URLError(.badURL)
        }
        var request = URLRequest(url: url)
        // Slow machines take their time; a server that hangs is still found.
        request.timeoutInterval = 600
        request.httpMethod = method
        request.httpBody = body
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else {
            throw URLError(.badServerResponse)
        }
        let fields = response.allHeaderFields.compactMap { name, value -> (String, String)? in
            guard let name = name as? String, let value = value as? String else { return nil }
            return (name.lowercased(), value)
        }
        return Answer(
            status: response.statusCode,
            headers: Dictionary(fields, uniquingKeysWith: { $1 }),
            body: data
        )
    }

    /// The cookie that the server set, if any.
    var cookie: HTTPCookie? { session.configuration.httpCookieStorage?.cookies?.first }
}

/// Runs a server over a city while `body` asks it, then removes both.
func withServer(
    over city: TestCity,
    isReadOnly: Bool = false,
    clock: @escaping @Sendable () -> Int64 = { TestCity.now },
    _ body: @Sendable (Client) async throws -> Void
) async throws {
    defer { city.remove() }
    let settings = options(isReadOnly: isReadOnly, clock: clock)
    let server = try Server(city.installation, options: settings)
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let services = try server.services { address in continuation.yield(address.port) }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await services.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { return }
        try await body(Client(port: port))
        await services.triggerGracefulShutdown()
        try await group.waitForAll()
    }
}

func options(
    isReadOnly: Bool = false,
    clock: @escaping @Sendable () -> Int64 = { TestCity.now }
) -> Server.Options {
    let listen = ListenAddress(host: "127.0.0.1", port: 0)
    var options = Server.Options(listen: listen, version: "9.9.9", clock: clock)
    options.isReadOnly = isReadOnly
    return options
}
