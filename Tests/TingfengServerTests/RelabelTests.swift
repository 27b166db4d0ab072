import Foundation
import Testing
import TingfengStore

@Suite(.serialized) struct RelabelTests {
    private func relabel(_ id: String, to category: String, _ client: Client, _ token: String)
        async throws -> Client.Answer
    {
        let body = Data("{\"category\":\"\(category)\"}".utf8)
        let path = "/api/v1/messages/\(id)"
        return try await client.send("PATCH", path, token: token, body: body)
    }

    @Test func `only categories of the configured table are given`() async throws {
        let city = try TestCity(configuration: "taxonomy:\n  file: own.csv\n")
        try Data("level1,level2\n市政,供水\n环境,噪声\n".utf8)
            .write(to: city.folder.appendingPathComponent("own.csv"))
        let token = try city.token(.operator)
        try await city.fill(quietDays: 1, lastDay: 1)
        try await withServer(over: city) { client async throws in
            let unknown = try await relabel("0-0", to: "城乡建设", client, token)
            #expect(unknown.status == 422)
            #expect(unknown.text.contains("category"))
            let cut = try await relabel("1-0", to: "环境", client, token)
            #expect(cut.status == 200)
            #expect(try await relabel("0-0", to: "市政/供水", client, token).status == 200)
            let rows = try await client.get("/api/v1/messages/0-0", token: token)
            #expect(rows.text.contains("市政"))
            let deep = try await relabel("1-0", to: "市政/供水/停水", client, token)
            #expect(deep.status == 422)
        }
    }
}
