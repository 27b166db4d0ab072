import Foundation
import FoundationNetworking
import Tingfeng
import TingfengStore
import Testing

@Suite(.serialized) struct PageTests {
    @Test func `a browser logs in with a token and sees the day`() async throws {
        let city = try TestCity()
        try await city.fill()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let form = try await client.get("/")
            #expect(form.status == 401)
            #expect(form.text.contains("<form class=\"login\""))
            let page = try await client.post(
                "/login",
                "token=\(token)",
                type: "application/x-www-form-urlencoded"
            )
            #expect(page.status == 200)
            #expect(page.text.contains("小区停水"))
            #expect(page.text.contains("<svg"))
            let cookie = try #require(client.cookie)
            #expect(cookie.isHTTPOnly)
            #expect(!page.text.contains(cookie.value) && cookie.value != token)
            #expect(try await client.get("/api/v1/hot.csv").status == 200)
            // A cookie may read; what changes something needs the token itself.
            #expect(try await client.post("/api/v1/detect").status == 401)
            _ = try await client.post("/logout")
            #expect(try await client.get("/").status == 401)
        }
    }

    @Test func `a wrong token gets the form again`() async throws {
        try await withServer(over: TestCity()) { client async throws in
            let answer = try await client.post(
                "/login",
                "token=nope",
                type: "application/x-www-form-urlencoded"
            )
            #expect(answer.status == 401)
            #expect(answer.text.contains("令牌无效"))
            #expect(client.cookie == nil)
        }
    }

    @Test func `a session ends with its token`() async throws {
        let city = try TestCity()
        let token = try city.store.addToken(
            name: "duty",
            role: .viewer,
            expiresAt: nil,
            now: TestCity.now
        )
        let store = city.store
        try await withServer(over: city) { client async throws in
            let login = try await client.post(
                "/login",
                "token=\(token)",
                type: "application/x-www-form-urlencoded"
            )
            #expect(login.status == 200)
            #expect(try store.revokeToken(name: "duty", now: TestCity.now))
            #expect(try await client.get("/").status == 401)
        }
    }

    @Test func `the page is small, self-contained and escapes what citizens write`() async throws {
        let city = try TestCity()
        try await city.fill(quietDays: 3)
        let (token, ingester) = (try city.token(.viewer), try city.token(.ingester))
        try await withServer(over: city) { client async throws in
            let hostile = """
                {"id":"h","created_at":"2025-07-14 11:00","title":"<script>alert(1)</script>&<b>","body":"{{version}}{{{w}}}"}
                """
            #expect(
                try await client.post("/api/v1/messages", hostile, token: ingester).status == 201
            )
            let page = try await client.get("/", token: token)
            #expect(page.status == 200)
            #expect(page.body.count < 200_000)
            #expect(!page.text.contains("<script") && !page.text.contains("<b>"))
            #expect(!page.text.contains("src=") && !page.text.contains("nil<"))
            #expect(page.text.contains("<meta charset=\"utf-8\">"))
        }
    }

    @Test func `the page speaks English where asked`() async throws {
        let city = try TestCity()
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            let page = try await client.get("/?lang=en", token: token).text
            #expect(page.contains("<html lang=\"en\">"))
            #expect(page.contains("Open alerts"))
            #expect(!page.contains("今日"))
        }
    }
}
