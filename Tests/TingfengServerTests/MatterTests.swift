import Tingfeng
import TingfengStore
import Testing

@Suite struct MatterTests {
    private static let rows = """
        [{"id":"a1","source":"web","created_at":"2025-07-14 09:00","title":"湖滨花园停水","body":"湖滨花园停水两天。"},
         {"id":"a2","source":"web","created_at":"2025-07-14 10:00","title":"枫桥公寓电梯坏","body":"六栋电梯坏了四次。"}]
        """

    private func withTwoMatters(
        _ body: @escaping @Sendable (Client, _ analyst: String) async throws -> Void
    ) async throws {
        let city = try TestCity()
        let ingester = try city.token(.ingester)
        let analyst = try city.token(.analyst)
        try await withServer(over: city) { client async throws in
            let answer = try await client.post("/api/v1/messages", Self.rows, token: ingester)
            #expect(answer.status == 201)
            try await body(client, analyst)
        }
    }

    @Test func `matters are merged, split and the split taken back`() async throws {
        try await withTwoMatters { client, analyst in
            func act(_ action: String, _ body: String) async throws -> Client.Answer {
                try await client.post("/api/v1/matters/web:a1:\(action)", body, token: analyst)
            }
            func messages() async throws -> Int? {
                try await client.get("/api/v1/matters/web:a1?as_of=2025-08-01", token: analyst)
                    .json()["messages"]?.int
            }
            let merge = try await act("merge", #"{"other":"web:a2","reason":"同一事"}"#)
            #expect(merge.status == 200)
            #expect(try merge.json()["action"]?.string == "merge")
            #expect(try await messages() == 2)
            let redirected = try await client.get(
                "/api/v1/matters/a2?as_of=2025-08-01",
                token: analyst
            ).json()
            #expect(redirected["id"]?.string == "web:a1")
            #expect(redirected["redirected_from"]?.string == "web:a2")
            let split = try await act("split", #"{"messages":["a2"],"reason":"两件事"}"#)
            #expect(split.status == 200)
            #expect(try await messages() == 1)
            let undo = try await act("undo", #"{"reason":"看错了"}"#)
            #expect(undo.status == 200)
            #expect(try await messages() == 2)
        }
    }

    @Test(arguments: [
        ("web:zz:merge", #"{"other":"web:a2","reason":"r"}"#, 404, "not_found"),
        ("web:a1:merge", #"{"other":"web:a1","reason":"r"}"#, 422, "unusable"),
        ("web:a1:merge", #"{"reason":"r"}"#, 400, "bad_body"),
        ("web:a1:merge", #"{"other":"web:a2"}"#, 400, "bad_body"),
        ("web:a1:split", #"{"messages":["a1"],"reason":"r"}"#, 422, "unusable"),
        ("web:a1:split", #"{"messages":[],"reason":"r"}"#, 400, "bad_body"),
        ("web:a1:undo", #"{"reason":"r"}"#, 422, "unusable"),
        ("web:a1:undo", "{", 400, "bad_json"),
    ])
    func `what cannot be decided is refused`(
        path: String,
        body: String,
        status: Int,
        code: String
    ) async throws {
        try await withTwoMatters { client, analyst in
            let answer = try await client.post("/api/v1/matters/\(path)", body, token: analyst)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }
}
