import Tingfeng
import TingfengStore
import Testing

@testable import TingfengServer

@Suite(.serialized) struct AccessTests {
    private static let readers: Set<AccessToken.Role> = [.viewer, .analyst, .operator, .admin]

    /// Who may do what, written down a second time: method, path, roles.
    private static let matrix: [(method: String, path: String, roles: Set<AccessToken.Role>)] = [
        ("POST", "/api/v1/messages", [.ingester, .admin]),
        ("GET", "/api/v1/messages", readers),
        ("GET", "/api/v1/messages.csv", readers),
        ("GET", "/api/v1/messages.jsonl", readers),
        ("GET", "/api/v1/messages/x", readers),
        ("GET", "/api/v1/matters/x", readers),
        ("POST", "/api/v1/matters/x:merge", [.analyst, .admin]),
        ("POST", "/api/v1/matters/x:split", [.analyst, .admin]),
        ("POST", "/api/v1/matters/x:undo", [.analyst, .admin]),
        ("GET", "/api/v1/hot", readers.union([.researcher])),
        ("GET", "/api/v1/hot.csv", readers.union([.researcher])),
        ("GET", "/api/v1/trend", readers.union([.researcher])),
        ("GET", "/api/v1/alerts", readers.union([.researcher])),
        ("GET", "/api/v1/alerts/x", readers.union([.researcher])),
        ("GET", "/api/v1/alerts/x/plot.svg", readers.union([.researcher])),
        ("GET", "/api/v1/alerts/x/evidence", readers),
        ("POST", "/api/v1/alerts/x:ack", [.analyst, .operator, .admin]),
        ("POST", "/api/v1/alerts/x:assign", [.analyst, .operator, .admin]),
        ("POST", "/api/v1/alerts/x:resolve", [.analyst, .operator, .admin]),
        ("POST", "/api/v1/alerts/x:reopen", [.analyst, .operator, .admin]),
        ("POST", "/api/v1/alerts/x:label", [.analyst, .operator, .admin]),
        ("GET", "/api/v1/silences", readers.union([.researcher])),
        ("POST", "/api/v1/silences", [.analyst, .operator, .admin]),
        ("DELETE", "/api/v1/silences/9", [.analyst, .operator, .admin]),
        ("GET", "/api/v1/rules", readers.union([.researcher])),
        ("POST", "/api/v1/rules:preview", readers.union([.researcher])),
        ("POST", "/api/v1/replay", [.researcher, .analyst, .operator, .admin]),
        ("GET", "/api/v1/jobs/x", [.researcher, .analyst, .operator, .admin]),
        ("POST", "/api/v1/detect", [.operator, .admin]),
        ("POST", "/api/v1/classify", readers.union([.researcher])),
        ("POST", "/api/v1/tokenize", readers.union([.researcher])),
        ("GET", "/api/v1/openapi.json", Set(AccessToken.Role.allCases)),
        ("GET", "/", readers),
    ]

    @Test func `each role may call exactly its endpoints`() async throws {
        let city = try TestCity(
            configuration: "server: {rate_limit: {viewer: null, ingester: null}}"
        )
        let tokens = try AccessToken.Role.allCases.map { ($0, try city.token($0)) }
        try await withServer(over: city) { client async throws in
            for entry in Self.matrix {
                let body = entry.method == "POST" ? "{" : nil
                let anonymous = try await client.send(
                    entry.method,
                    entry.path,
                    token: nil,
                    body: body.map { .init($0.utf8) }
                )
                #expect(anonymous.status == 401, "\(entry.method) \(entry.path) without token")
                for (role, token) in tokens {
                    let answer = try await client.send(
                        entry.method,
                        entry.path,
                        token: token,
                        body: body.map { .init($0.utf8) }
                    )
                    let isAllowed = answer.status != 401 && answer.status != 403
                    #expect(
                        isAllowed == entry.roles.contains(role),
                        "\(role) \(entry.method) \(entry.path): \(answer.status)"
                    )
                }
            }
        }
    }

    @Test func `unknown, expired and revoked tokens look alike`() async throws {
        let city = try TestCity()
        let expired = try city.token(.admin, expiresAt: TestCity.now)
        let revoked = try city.store.addToken(
            name: "gone",
            role: .admin,
            expiresAt: nil,
            now: TestCity.now
        )
        #expect(try city.store.revokeToken(name: "gone", now: TestCity.now))
        try await withServer(over: city) { client async throws in
            let unknown = try await client.get("/api/v1/hot", token: "tf_unknown")
            #expect(unknown.status == 401)
            #expect(unknown.headers["www-authenticate"] == "Bearer")
            for token in [expired, revoked, ""] {
                #expect(try await client.get("/api/v1/hot", token: token).body == unknown.body)
            }
        }
    }

    @Test func `a token that is revoked while the server runs ends at once`() async throws {
        let city = try TestCity()
        let token = try city.store.addToken(
            name: "duty",
            role: .viewer,
            expiresAt: nil,
            now: TestCity.now
        )
        let store = city.store
        try await withServer(over: city) { client async throws in
            #expect(try await client.get("/api/v1/alerts", token: token).status == 200)
            #expect(try store.revokeToken(name: "duty", now: TestCity.now))
            #expect(try await client.get("/api/v1/alerts", token: token).status == 401)
        }
    }

    @Test func `a read-only server refuses what writes`() async throws {
        let city = try TestCity()
        let token = try city.token(.admin)
        try await withServer(over: city, isReadOnly: true) { client async throws in
            let answer = try await client.post("/api/v1/messages", "{}", token: token)
            #expect(answer.status == 403)
            #expect(answer.code == "read_only")
            #expect(try await client.post("/api/v1/detect", token: token).status == 403)
            #expect(try await client.get("/api/v1/hot", token: token).status == 200)
        }
    }

    @Test func `a token that asks too often is told when to come back`() async throws {
        let city = try TestCity(configuration: "server: {rate_limit: {viewer: 3/min}}")
        let (token, other) = (try city.token(.viewer), try city.token(.viewer))
        try await withServer(over: city) { client async throws in
            for _ in 1...3 {
                #expect(try await client.get("/api/v1/alerts", token: token).status == 200)
            }
            let answer = try await client.get("/api/v1/alerts", token: token)
            #expect(answer.status == 429)
            #expect(answer.code == "too_many_requests")
            #expect((1...20).contains(Int(answer.headers["retry-after"] ?? "") ?? 0))
            #expect(try await client.get("/api/v1/alerts", token: other).status == 200)
        }
    }

    @Test(arguments: ["0.0.0.0:8710", "192.0.2.1:80", "[::]:8710", "example.org:80"])
    func `an address that others can reach needs a proxy`(address: String) throws {
        let city = try TestCity()
        defer { city.remove() }
        var options = options()
        options.listen = try #require(ListenAddress(address))
        #expect(throws: ListenError.self) { try Server(city.installation, options: options) }
        options.isBehindProxy = true
        #expect(throws: Never.self) { try Server(city.installation, options: options) }
    }
}
