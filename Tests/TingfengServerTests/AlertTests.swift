import Tingfeng
import TingfengStore
import Testing

@Suite(.serialized) struct AlertTests {
    @Test func `a rise is detected once and explained`() async throws {
        let city = try TestCity()
        try await city.fill()
        let (duty, viewer) = (try city.token(.operator), try city.token(.viewer))
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/detect?as_of=2025-07-14"
            let run = try await client.post(path, token: duty).json()
            let found = try #require(run["incidents"]?.array?.first)
            let id = try #require(found["id"]?.string)
            #expect(found["observed"]?.int == 15)
            #expect(try await client.post(path, token: duty).json()["incidents"]?.array == [])

            let list = try await client.get("/api/v1/alerts?state=firing", token: viewer).json()
            #expect(list["rows"]?.array?.contains { $0["id"]?.string == id } == true)
            let one = try await client.get("/api/v1/alerts/\(id)", token: viewer).json()
            #expect(one["steps"]?.array?.first?["action"]?.string == "opened")

            let evidence = try await client.get("/api/v1/alerts/\(id)/evidence", token: viewer)
            let quotes = try evidence.json()["quotes"]?.array ?? []
            #expect(quotes.contains { $0["text"]?.string?.contains("停水") == true })
            #expect(try evidence.json()["trend"]?.array?.isEmpty == false)
            let plot = try await client.get("/api/v1/alerts/\(id)/plot.svg", token: viewer)
            #expect(plot.headers["content-type"] == "image/svg+xml")
            #expect(plot.text.hasPrefix("<svg"))
        }
    }

    @Test func `alerts of a past moment are those that were known then`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.admin)
        try await withServer(over: city) { client async throws in
            _ = try await client.post("/api/v1/detect?as_of=2025-07-14", token: token)
            let then = try await client.get("/api/v1/alerts?as_of=2025-07-13", token: token).json()
            #expect(then["rows"]?.array?.isEmpty == true)
            let now = try await client.get("/api/v1/alerts?as_of=2025-07-14", token: token).json()
            #expect(now["rows"]?.array?.isEmpty == false)
        }
    }

    @Test(arguments: ["", "/evidence", "/plot.svg"])
    func `an unknown alert is not found`(part: String) async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let answer = try await client.get("/api/v1/alerts/nope" + part, token: token)
            #expect(answer.status == 404)
            #expect(answer.code == "not_found")
        }
    }

    @Test func `a bad budget is named`() async throws {
        let city = try TestCity()
        let token = try city.token(.operator)
        try await withServer(over: city) { client async throws in
            let answer = try await client.post("/api/v1/detect?budget=many", token: token)
            #expect(answer.status == 400)
            #expect(answer.text.contains("budget"))
        }
    }
}
