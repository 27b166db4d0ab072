import Synchronization
import Tingfeng
import TingfengStore
import Testing

@Suite(.serialized) struct ListTests {
    /// 80 quiet messages and 15 about water on the last day.
    private static func city() async throws -> TestCity {
        let city = try TestCity()
        try await city.fill()
        return city
    }

    private static let water = "q=%E5%81%9C%E6%B0%B4"

    @Test func `pages hold every hit once, whatever arrives between them`() async throws {
        let city = try await Self.city()
        let (token, ingester) = (try city.token(.viewer), try city.token(.ingester))
        let clock = TickingClock()
        try await withServer(over: city, clock: { clock.tick() }) { client async throws in
            var ids: [String] = []
            var cursor = ""
            repeat {
                let path = "/api/v1/messages?\(Self.water)&limit=6&sort=time" + cursor
                let page = try await client.get(path, token: token).json()
                ids += (page["rows"]?.array ?? []).compactMap { $0["id"]?.string }
                cursor = (page["next"]?.string).map { "&cursor=" + $0 } ?? ""
                let late =
                    "{\"id\":\"n\(ids.count)\",\"created_at\":\"2025-07-14 11:59\",\"body\":\"又停水\"}"
                _ = try await client.post("/api/v1/messages", late, token: ingester)
            } while !cursor.isEmpty
            #expect(ids.count == 15)
            #expect(Set(ids).count == 15)
        }
    }

    @Test func `a cursor of another search is refused`() async throws {
        let city = try await Self.city()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/messages?limit=3"
            let next = try await client.get(path, token: token).json()["next"]?.string
            let cursor = try #require(next)
            let other = try await client.get(
                "/api/v1/messages?\(Self.water)&cursor=\(cursor)",
                token: token
            )
            #expect(other.status == 400)
            #expect(other.text.contains("cursor"))
        }
    }

    @Test func `CSV and JSON Lines hold the same rows as JSON`() async throws {
        let city = try await Self.city()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/hot"
            let json = try await client.get(path + "?limit=3", token: token)
            let rows = try #require(try json.json()["rows"]?.array)
            let lines = try await client.get(path + ".jsonl?limit=3", token: token)
            #expect(lines.headers["content-type"] == "application/x-ndjson")
            #expect(lines.text == rows.map { $0.serialized() + "\n" }.joined())
            let csv = try await client.get(path + ".csv?limit=3", token: token)
            #expect(csv.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(csv.text.hasPrefix("rank,id,heat,"))
            #expect(csv.text.split(separator: "\n").count == rows.count + 1)
        }
    }

    @Test func `the as-of moment hides what arrived later`() async throws {
        let city = try await Self.city()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/messages?limit=200&\(Self.water)"
            let now = try await client.get(path, token: token).json()
            #expect(now["rows"]?.array?.count == 15)
            let before = try await client.get(path + "&as_of=2025-07-13", token: token).json()
            #expect(before["rows"]?.array?.isEmpty == true)
            #expect(before["as_of"]?.string == "2025-07-13T23:59:59+08:00")
            let trend = try await client.get("/api/v1/trend?as_of=2025-07-13", token: token).json()
            #expect(trend["total"]?.int == 80)
        }
    }

    @Test(arguments: ["09:00:00%2B08:00", "09:00:00+08:00", "09:00:00", "01:00:00Z"])
    func `a zone may be escaped or not`(time: String) async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let path = "/api/v1/hot?as_of=2025-07-14T" + time
            let answer = try await client.get(path, token: token).json()
            #expect(answer["as_of"]?.string == "2025-07-14T09:00:00+08:00")
        }
    }

    @Test func `a plus in a query is a blank`() async throws {
        let city = try await Self.city()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            // 停水 -第3户
            let query = "%E5%81%9C%E6%B0%B4+-%E7%AC%AC3%E6%88%B7"
            let path = "/api/v1/messages?limit=50&q=" + query
            let rows = try await client.get(path, token: token).json()["rows"]?.array
            #expect(rows?.count == 14)
        }
    }

    @Test func `what a client has already is not sent again`() async throws {
        let city = try await Self.city()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let first = try await client.get("/api/v1/hot", token: token)
            let tag = try #require(first.headers["etag"])
            let again = try await client.get(
                "/api/v1/hot",
                token: token,
                headers: ["If-None-Match": tag]
            )
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            let other = try await client.get(
                "/api/v1/hot?limit=1",
                token: token,
                headers: ["If-None-Match": tag]
            )
            #expect(other.status == 200)
        }
    }

    @Test(arguments: [
        ("hot?limit=0", 400, "limit"), ("hot?limit=201", 400, "limit"), ("hot?by=x", 400, "by"),
        ("hot?window=7", 400, "window"), ("hot?window=900d", 422, "window"),
        ("hot?as_of=gestern", 400, "as_of"), ("hot?lmit=3", 400, "lmit"),
        ("hot?limit=1&limit=2", 400, "limit"), ("trend?bin=m", 400, "bin"),
        ("trend?series=all&q=x", 400, "q"), ("trend?forecast=-1", 400, "forecast"),
        ("trend?from=2025-07-14&to=2025-07-01", 422, "from"),
        ("messages?q=%22open", 400, "引号"), ("messages?q=colour:red", 400, "colour"),
        ("messages?cursor=zzz", 400, "cursor"), ("alerts?state=x", 400, "state"),
    ])
    func `a bad value is named`(path: String, status: Int, named: String) async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let answer = try await client.get("/api/v1/" + path, token: token)
            #expect(answer.status == status)
            let message = try answer.json()["error"]?["message"]?.string ?? ""
            #expect(message.contains(named), "\(message)")
        }
    }

    @Test func `an empty database answers with empty lists`() async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            for list in ["messages", "hot", "alerts"] {
                let answer = try await client.get("/api/v1/" + list, token: token)
                #expect(answer.status == 200)
                #expect(try answer.json()["rows"]?.array?.isEmpty == true)
            }
        }
    }
}

/// A clock on which every look takes a second.
private final class TickingClock: Sendable {
    private let now = Mutex(TestCity.now)

    func tick() -> Int64 {
        now.withLock { now in
            now += 1
            return now
        }
    }
}
