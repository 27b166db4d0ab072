import Foundation
import Tingfeng
import TingfengStore
import Testing

@Suite(.serialized) struct MessageTests {
    private static let one = """
        {"id":"a1","source":"web","created_at":"2025-07-14 09:00","title":"停水","body":"小区停水两天。"}
        """

    @Test func `a new message is created, sent again it is the same, changed it is updated`()
        async throws
    {
        let city = try TestCity()
        let token = try city.token(.ingester)
        try await withServer(over: city) { client async throws in
            let first = try await client.post("/api/v1/messages", Self.one, token: token)
            #expect(first.status == 201)
            let result = try first.json()["results"]?.array?.first
            #expect(result?["id"]?.string == "a1")
            #expect(result?["status"]?.string == "new")
            let again = try await client.post("/api/v1/messages", Self.one, token: token)
            #expect(again.status == 200)
            #expect(try again.json()["same"]?.int == 1)
            let changed = Self.one.replacing("两天", with: "三天")
            let third = try await client.post("/api/v1/messages", changed, token: token)
            #expect(try third.json()["updated"]?.int == 1)
        }
    }

    @Test func `each row of an array has its own result in order`() async throws {
        let city = try TestCity()
        let token = try city.token(.ingester)
        let rows = """
            [\(Self.one), {"id":"a2","created_at":"昨天","body":"噪音"},
             {"id":"a3","created_at":"2025-07-14","body":"路灯不亮"}, {"id":"","created_at":"2025-07-14","body":"x"}]
            """
        try await withServer(over: city) { client async throws in
            let answer = try await client.post("/api/v1/messages", rows, token: token)
            #expect(answer.status == 200)
            let results = try #require(try answer.json()["results"]?.array)
            #expect(
                results.map { $0["status"]?.string } == ["new", "rejected", "new", "rejected"]
            )
            #expect(results[1]["reason"]?.string == "bad_time")
            #expect(results[1]["field"]?.string == "created_at")
            #expect(results[3]["reason"]?.string == "missing_field")
        }
    }

    @Test func `lines are messages, a broken line rejects only itself`() async throws {
        let city = try TestCity()
        let token = try city.token(.ingester)
        let lines = Self.one + "\n{\"id\":\n" + Self.one.replacing("a1", with: "a2") + "\n"
        try await withServer(over: city) { client async throws in
            let answer = try await client.post(
                "/api/v1/messages",
                lines,
                token: token,
                type: "application/x-ndjson"
            )
            #expect(answer.status == 200)
            #expect(try answer.json()["new"]?.int == 2)
            #expect(try answer.json()["rejected"]?.int == 1)
        }
    }

    @Test(arguments: [
        ("{\"id\":\"1\"", 400, "bad_json"), ("", 400, "bad_body"), ("[]", 400, "bad_body"),
        ("[{},7]", 400, "bad_body"), ("\"text\"", 400, "bad_body"),
        ("{\"id\":\"1\",\"id\":\"2\"}", 400, "bad_json"),
        ("{\"id\":\"1\",\"body\":\"x\"}", 422, "missing_field"),
    ])
    func `an unreadable body is refused as a whole`(
        body: String,
        status: Int,
        code: String
    ) async throws {
        let city = try TestCity()
        let token = try city.token(.ingester)
        let store = city.store
        try await withServer(over: city) { client async throws in
            let answer = try await client.post("/api/v1/messages", body, token: token)
            #expect(answer.status == status)
            #expect(answer.code == code)
            #expect(try store.statistics().messages == 0)
            #expect(try store.statistics().quarantined == 0)
        }
    }

    @Test func `another type and a body that is too large are refused`() async throws {
        let city = try TestCity(configuration: "server: {max_body: 1KiB}")
        let token = try city.token(.ingester)
        try await withServer(over: city) { client async throws in
            let csv = try await client.post(
                "/api/v1/messages",
                "a,b",
                token: token,
                type: "text/csv"
            )
            #expect(csv.status == 415)
            let large = Self.one + String(repeating: " ", count: 2_000)
            let answer = try await client.post("/api/v1/messages", large, token: token)
            #expect(answer.status == 413)
            #expect(answer.code == "body_too_large")
        }
    }

    @Test func `a key gets the first answer again, and none for another body`() async throws {
        let city = try TestCity()
        let (token, other) = (try city.token(.ingester), try city.token(.ingester))
        let key = ["Idempotency-Key": "k1"]
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/messages"
            let first = try await client.post(path, Self.one, token: token, headers: key)
            let again = try await client.post(path, Self.one, token: token, headers: key)
            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(again.body == first.body)
            #expect(again.headers["idempotent-replayed"] == "true")
            let changed = Self.one.replacing("a1", with: "a2")
            let reused = try await client.post(path, changed, token: token, headers: key)
            #expect(reused.status == 409)
            #expect(reused.code == "key_reused")
            // Another token's keys are its own.
            #expect(try await client.post(path, changed, token: other, headers: key).status == 201)
        }
    }

    @Test func `nothing that names a person reaches the disk or an answer`() async throws {
        let city = try TestCity()
        let (token, reader) = (try city.token(.ingester), try city.token(.viewer))
        let folder = city.folder
        let body = """
            [{"id":"p1","source":"web","created_at":"2025-07-14 09:00","body":"请回电13912345678。","caller":"13912345678"},
             {"id":"p2","created_at":"坏","body":"我的电话是13912345678","caller":"13912345678"}]
            """
        try await withServer(over: city) { client async throws in
            let answer = try await client.post(
                "/api/v1/messages",
                body,
                token: token,
                headers: ["Idempotency-Key": "k"]
            )
            #expect(try answer.json()["new"]?.int == 1)
            let stored = try await client.get("/api/v1/messages/web:p1", token: reader)
            #expect(try stored.json()["body"]?.string == "请回电***********。")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let bytes = try Data(contentsOf: folder.appendingPathComponent(file))
                #expect(bytes.range(of: Data("13912345678".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `a confidential message is counted, never shown`() async throws {
        let city = try TestCity()
        let (token, reader) = (try city.token(.ingester), try city.token(.viewer))
        let body = Self.one.replacing("\"id\"", with: "\"confidential\":\"是\",\"id\"")
        try await withServer(over: city) { client async throws in
            #expect(try await client.post("/api/v1/messages", body, token: token).status == 201)
            let one = try await client.get("/api/v1/messages/web:a1", token: reader)
            #expect(one.status == 200)
            let list = try await client.get("/api/v1/messages", token: reader)
            #expect(try list.json()["rows"]?.array?.count == 1)
            #expect(!one.text.contains("停水") && !list.text.contains("停水"))
        }
    }

    @Test func `an id that two sources use asks for the source`() async throws {
        let city = try TestCity()
        let (token, reader) = (try city.token(.ingester), try city.token(.viewer))
        let other = Self.one.replacing("\"web\"", with: "\"app\"")
        try await withServer(over: city) { client async throws in
            let both = "[\(Self.one),\(other)]"
            #expect(try await client.post("/api/v1/messages", both, token: token).status == 201)
            let bare = try await client.get("/api/v1/messages/a1", token: reader)
            #expect(bare.status == 409)
            let named = try await client.get("/api/v1/messages/app:a1", token: reader)
            #expect(try named.json()["source"]?.string == "app")
            #expect(try await client.get("/api/v1/messages/a9", token: reader).status == 404)
        }
    }

    @Test func `what had not happened by then is not told`() async throws {
        let city = try TestCity()
        let (token, reader) = (try city.token(.ingester), try city.token(.viewer))
        let body = """
            {"id":"c1","source":"web","created_at":"2025-07-10 09:00","arrived_at":"2025-07-10 09:05",
             "body":"停水","closed_at":"2025-07-12 10:00","status":"办结","reply":"已恢复供水"}
            """
        try await withServer(over: city) { client async throws in
            #expect(try await client.post("/api/v1/messages", body, token: token).status == 201)
            let path = "/api/v1/messages/web:c1"
            let then = try await client.get(path + "?as_of=2025-07-11", token: reader).json()
            #expect(then["closed_at"] == .null && then["reply"] == .null && then["status"] == .null)
            let now = try await client.get(path, token: reader).json()
            #expect(now["reply"]?.string == "已恢复供水")
            #expect(try await client.get(path + "?as_of=2025-07-09", token: reader).status == 404)
        }
    }
}
