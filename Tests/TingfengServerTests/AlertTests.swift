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

    @Test func `what people do with an alert is kept under the name of the token`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.operator)
        try await withServer(over: city) { client async throws in
            let run = try await client.post("/api/v1/detect?as_of=2025-07-14", token: token)
            let id = try #require(try run.json()["incidents"]?.array?.first?["id"]?.string)
            let path = "/api/v1/alerts/\(id)"
            let ack = try await client.post("\(path):ack", token: token)
            #expect(try ack.json()["owner"]?.string?.hasPrefix("operator-") == true)
            let assign = "{\"to\":\"水务公司\"}"
            let assigned = try await client.post("\(path):assign", assign, token: token)
            #expect(try assigned.json()["owner"]?.string == "水务公司")
            let real = "{\"label\":\"true\"}"
            let label = try await client.post("\(path):label", real, token: token)
            #expect(try label.json()["label"]?.string == "true")
            let note = "{\"note\":\"已通水\"}"
            let over = try await client.post("\(path):resolve", note, token: token)
            #expect(try over.json()["state"]?.string == "resolved")
            let query = "/api/v1/alerts?label=true&state=resolved"
            let list = try await client.get(query, token: token)
            #expect(try list.json()["rows"]?.array?.contains { $0["id"]?.string == id } == true)
            _ = try await client.post("\(path):reopen", token: token)
            let one = try await client.get(path, token: token).json()
            let steps = one["steps"]?.array?.compactMap { $0["action"]?.string } ?? []
            #expect(steps.suffix(5) == ["ack", "assign", "label", "close", "reopen"])
        }
    }

    @Test(arguments: [
        (":assign", "", 400), (":assign", "{\"to\":\"\"}", 400), (":label", "{}", 400),
        (":label", "{\"label\":\"wahr\"}", 400), (":ack", "[1]", 400), (":ack", "{", 400),
        (":ack", "{\"note\":7}", 400), (":ack", "{}", 404),
    ])
    func `a step that cannot be taken is refused`(
        action: String,
        body: String,
        status: Int
    ) async throws {
        let city = try TestCity()
        let token = try city.token(.analyst)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/alerts/nope" + action
            #expect(try await client.post(path, body, token: token).status == status)
        }
    }

    @Test func `a silence keeps alerts quiet until it is taken back`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.operator)
        try await withServer(over: city) { client async throws in
            _ = try await client.post("/api/v1/detect?as_of=2025-07-14", token: token)
            let body = """
                {"match":"alertname=matter_rise","until":"7d","reason":"已知"}
                """
            let added = try await client.post("/api/v1/silences", body, token: token)
            #expect(added.status == 201)
            let id = try #require(try added.json()["id"]?.int)
            let quiet = try await client.get("/api/v1/alerts?state=suppressed", token: token)
            #expect(try quiet.json()["rows"]?.array?.count == 1)
            let list = try await client.get("/api/v1/silences", token: token).json()
            #expect(list["rows"]?.array?.first?["active"]?.bool == true)
            let path = "/api/v1/silences/\(id)"
            #expect(try await client.send("DELETE", path, token: token, body: nil).status == 200)
            #expect(try await client.send("DELETE", path, token: token, body: nil).status == 404)
            let loud = try await client.get("/api/v1/alerts?state=suppressed", token: token)
            #expect(try loud.json()["rows"]?.array?.isEmpty == true)
            for bad in [
                "{\"match\":\"weather=rain\",\"until\":\"7d\",\"reason\":\"a\"}",
                "{\"match\":\"category=a\",\"until\":\"2020-01-01\",\"reason\":\"a\"}",
                "{\"match\":\"category=a\",\"until\":\"7d\",\"reason\":\" \"}",
            ] {
                let answer = try await client.post("/api/v1/silences", bad, token: token)
                #expect(answer.status == 400)
            }
        }
    }

    @Test func `a rule is tried before it is saved`() async throws {
        let rule = "{name: 停水, query: 停水, min: 3}"
        let city = try TestCity(configuration: "rules: [\(rule)]\n")
        try await city.fill()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let rules = try await client.get("/api/v1/rules", token: token).json()
            #expect(rules["rows"]?.array?.first?["query"]?.string == "停水")
            let path = "/api/v1/rules:preview?days=30&as_of=2025-07-14"
            let known = try await client.post(path, "{\"name\":\"停水\"}", token: token).json()
            #expect(known["alerts"]?.int == 1)
            #expect(known["rows"]?.array?.map { $0["date"]?.string } == ["2025-07-14"])
            let lamps = "{\"query\":\"路灯\",\"min\":2,\"distinct\":\"messages\"}"
            let often = try await client.post(path, lamps, token: token).json()
            #expect(often["alerts"]?.int == 1)
            #expect(often["rows"]?.array?.count == 29)
            for bad in ["{}", "{\"query\":\"\\\"停\"}", "{\"query\":\"水\",\"window\":\"9y\"}"] {
                #expect(try await client.post(path, bad, token: token).status == 400)
            }
        }
    }

    @Test func `a dry run tells what a run would do and does nothing`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.operator)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/detect?as_of=2025-07-14"
            let dry = try await client.post(path + "&dry_run=1", token: token).json()
            let list = try await client.get("/api/v1/alerts", token: token).json()
            #expect(list["rows"]?.array == [])
            let real = try await client.post(path, token: token).json()
            #expect(dry["incidents"]?.array?.isEmpty == false)
            #expect(dry == real)
        }
    }

    @Test func `a replay is a job whose result can be fetched`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.researcher)
        try await withServer(over: city) { client async throws in
            let body = "{\"from\":\"2025-07-10\",\"to\":\"2025-07-14\",\"step_days\":1}"
            let begun = try await client.post("/api/v1/replay", body, token: token)
            #expect(begun.status == 202)
            let place = try #require(begun.headers["location"])
            var job = try await client.get(place, token: token).json()
            while job["state"]?.string != "done", job["state"]?.string != "failed" {
                try await Task.sleep(for: .milliseconds(20))
                job = try await client.get(place, token: token).json()
            }
            #expect(job["result"]?["runs"]?.int == 5)
            #expect(job["result"]?["incidents"]?.array?.isEmpty == false)
            #expect(try await client.get("/api/v1/jobs/nope", token: token).status == 404)
            for bad in ["{}", "{\"from\":\"2025-07-10\",\"to\":\"2025-07-01\"}"] {
                #expect(try await client.post("/api/v1/replay", bad, token: token).status == 400)
            }
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
