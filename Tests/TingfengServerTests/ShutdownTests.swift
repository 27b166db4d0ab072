import ServiceLifecycle
import Tingfeng
import TingfengStore
import Testing

@testable import TingfengServer

@Suite(.serialized) struct ShutdownTests {
    @Test func `a request under way is finished before the server ends`() async throws {
        let city = try TestCity()
        defer { city.remove() }
        let token = try city.token(.ingester)
        let lines = (0..<150).map { index in
            "{\"id\":\"s\(index)\",\"created_at\":\"2025-07-14 09:00\",\"body\":\"第\(index)户停水\"}\n"
        }.joined()
        let server = try Server(city.installation, options: options())
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let services = try server.services { address in continuation.yield(address.port) }
        async let run: Void = services.run()
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let client = Client(port: port)
        // A first answer, so that the connection of the next request stands.
        #expect(try await client.get("/healthz").status == 200)
        async let answer = client.post(
            "/api/v1/messages",
            lines,
            token: token,
            type: "application/x-ndjson"
        )
        // The batch is open: the request is under way, not yet answered. On a busy machine it may have
        // been stored between two looks.
        while case let now = try city.store.statistics(), now.openBatches == 0, now.messages == 0 {
            await Task.yield()
        }
        await services.triggerGracefulShutdown()
        #expect(try await answer.status == 201)
        try await run
        #expect(try city.store.statistics().messages == 150)
        await #expect(throws: (any Error).self) { try await client.get("/healthz") }
    }
}
