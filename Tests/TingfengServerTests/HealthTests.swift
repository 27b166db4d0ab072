import Tingfeng
import Testing

@Suite(.serialized) struct HealthTests {
    @Test(arguments: ["/healthz", "/readyz"])
    func `health needs no token`(path: String) async throws {
        try await withServer(over: TestCity()) { client async throws in
            let answer = try await client.get(path)
            #expect(answer.status == 200)
            #expect(answer.text == "ok\n")
        }
    }

    @Test func `the version is that of the build`() async throws {
        try await withServer(over: TestCity()) { client async throws in
            #expect(try await client.get("/version").json()["version"]?.string == "9.9.9")
        }
    }

    @Test func `metrics count requests by route and messages of the database`() async throws {
        let city = try TestCity()
        try await city.fill(quietDays: 2, lastDay: 3)
        try await withServer(over: city) { client async throws in
            _ = try await client.get("/healthz")
            _ = try await client.get("/no/such/path")
            let text = try await client.get("/metrics").text
            let requests = "tingfeng_http_requests_total{method=\"GET\",route="
            #expect(text.contains(requests + "\"/healthz\",status=\"200\"} 1\n"))
            #expect(text.contains(requests + "\"NotFound\",status=\"404\"} 1\n"))
            #expect(text.contains("tingfeng_messages 7\n"))
            #expect(!text.contains("/no/such/path"))
        }
    }

    @Test func `every answer tells browsers to be careful`() async throws {
        try await withServer(over: TestCity()) { client async throws in
            for path in ["/healthz", "/nowhere", "/login"] {
                let headers = try await client.get(path).headers
                #expect(headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                #expect(headers["x-content-type-options"] == "nosniff")
            }
        }
    }
}
