import Tingfeng
import TingfengStore
import Testing

@Suite(.serialized) struct TextTests {
    @Test func `one message is classified as one, several as rows`() async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let one = "{\"id\":\"a\",\"title\":\"停水\",\"body\":\"小区停水三天\"}"
            let single = try await client.post("/api/v1/classify", one, token: token).json()
            #expect(single["id"]?.string == "a")
            #expect(single["path"]?.array?.isEmpty == false)
            let rows = try await client.post(
                "/api/v1/classify?reasons=0",
                "[\(one),\(one)]",
                token: token
            )
            .json()["rows"]?.array
            #expect(rows?.count == 2)
            #expect(rows?.first?["path"] == single["path"])
            #expect(rows?.first?["reasons"]?.array == [])
        }
    }

    @Test func `tokens carry the byte ranges of the text`() async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let answer = try await client.post(
                "/api/v1/tokenize",
                "{\"text\":\"停水 三天\"}",
                token: token
            )
            let tokens = try #require(try answer.json()["tokens"]?.array)
            #expect(tokens.first?["start"]?.int == 0)
            #expect(tokens.last?["end"]?.int == 13)
            #expect(try await client.post("/api/v1/tokenize", "{}", token: token).status == 400)
            #expect(try await client.post("/api/v1/tokenize", "[]", token: token).status == 400)
        }
    }
}
