import Foundation
import Testing
import Tingfeng
import TingfengStore

@testable import TingfengServer

/// Notices on their way to receivers.
@Suite(.serialized) struct NotifierTests {
    /// A budget that no alarm but that of a rule keeps to.
    private static let nothingElse = 1e-300

    /// A city with one incident of a rule, to be told.
    static func city(_ notify: String) async throws -> TestCity {
        let rule = "{name: 停水, query: 停水, min: 3, severity: alert}"
        let city = try TestCity(configuration: "rules: [\(rule)]\nnotify: [\(notify)]\n")
        try await city.fill()
        try detect(city)
        return city
    }

    static func run(_ city: TestCity) throws -> DetectRun {
        var run = try DetectRun(city.installation)
        run.budget.falsePerDay = nothingElse
        return run
    }

    static func detect(_ city: TestCity, after days: Int64 = 0) throws {
        let moment = TestCity.now + days * 86_400
        _ = try city.store.detect(run(city), asOf: AsOf(time: moment), now: moment)
    }

    static func notifier(
        _ city: TestCity,
        _ environment: [String: String],
        at now: Int64 = TestCity.now
    ) throws -> Notifier {
        Notifier(
            store: city.store,
            outbox: try #require(try Outbox(city.installation)),
            environment: environment,
            clock: { now }
        )
    }

    private static let webhook = "{type: webhook, url_env: HOOK, secret_env: KEY}"
    private static let secret = "0123456789abcdef"

    @Test func `a webhook gets version 4, signed, once`() async throws {
        let city = try await Self.city(Self.webhook)
        defer { city.remove() }
        let receiver = Receiver()
        try await receiver.run { address async throws in
            let environment = ["HOOK": address, "KEY": Self.secret]
            let notifier = try Self.notifier(city, environment)
            #expect(try await notifier.deliver() == .init(delivered: 1, waiting: 0))
            #expect(try await notifier.deliver() == .init(delivered: 0, waiting: 0))
        }
        let taken = receiver.taken
        #expect(taken.count == 1)
        let post = try #require(taken.first)
        let body = try post.json()
        #expect(body["version"]?.string == "4")
        #expect(body["status"]?.string == "firing")
        #expect(body["receiver"]?.string == "webhook:HOOK")
        #expect(body["truncatedAlerts"]?.int == 0)
        #expect(body["groupKey"]?.string == "{}:{}")
        #expect(body["commonLabels"]?["severity"]?.string == "alert")
        let alert = try #require(body["alerts"]?.array?.first)
        #expect(alert["fingerprint"]?.string?.count == 16)
        #expect(alert["endsAt"]?.string == "0001-01-01T00:00:00Z")
        #expect(alert["labels"]?["alertname"]?.string == "rule")
        #expect(alert["annotations"]?["rev"]?.string == "1")
        #expect(post.headers["content-type"] == "application/json")
        let key = try #require(HashKey(bytes: Array(Self.secret.utf8)))
        let signature = "sha256=" + Digest.hex(key.hmac(post.body))
        #expect(post.headers["tingfeng-signature"] == signature)
        #expect(post.headers["tingfeng-delivery"]?.count == 32)
    }

    @Test func `a notice that was not taken waits and is sent again as it was`() async throws {
        let city = try await Self.city(Self.webhook)
        defer { city.remove() }
        let receiver = Receiver()
        receiver.answer(500, 302)
        try await receiver.run { address async throws in
            let environment = ["HOOK": address, "KEY": Self.secret]
            let now = TestCity.now
            let attempt = { (seconds: Int64, isImpatient: Bool) in
                try await Self.notifier(city, environment, at: now + seconds)
                    .deliver(isImpatient: isImpatient)
            }
            #expect(try await attempt(0, false) == .init(delivered: 0, waiting: 1))
            #expect(try city.store.waitingNotices().first?.error == "对方答以 HTTP 500")
            #expect(try await attempt(29, false) == .init(delivered: 0, waiting: 1), "too early")
            #expect(try await attempt(29, true) == .init(delivered: 0, waiting: 1), "a redirect")
            #expect(try await attempt(100, false) == .init(delivered: 1, waiting: 0))
        }
        let bodies = receiver.taken.map(\.body)
        #expect(bodies.count == 3)
        #expect(Set(bodies).count == 1)
    }

    @Test func `what follows an undelivered notice of an incident waits too`() async throws {
        let city = try await Self.city(Self.webhook)
        defer { city.remove() }
        let receiver = Receiver()
        receiver.answer(400)
        try await receiver.run { address async throws in
            let environment = ["HOOK": address, "KEY": Self.secret]
            try Self.detect(city, after: 6)
            let report = try await Self.notifier(city, environment).deliver()
            #expect(report == .init(delivered: 0, waiting: 2))
            let later = try Self.notifier(city, environment, at: TestCity.now + 7 * 86_400)
            #expect(try await later.deliver() == .init(delivered: 2, waiting: 0))
        }
        let sent = try receiver.taken.map { try $0.json()["status"]?.string }
        #expect(sent == ["firing", "firing", "resolved"])
    }

    @Test(arguments: [
        ([:], "环境变量 HOOK 没有设置"), (["HOOK": "ftp://x/y", "KEY": secret], "环境变量 HOOK 不是"),
        (["HOOK": "http://127.0.0.1:1/geheim", "KEY": secret], "连接不上"),
        (["HOOK": "http://127.0.0.1:1/", "KEY": "short"], "不足 16 字节"),
        (["HOOK": "http://nowhere.invalid/geheim", "KEY": secret], "找不到主机"),
    ])
    func `a receiver that cannot be told is said so without its address`(
        environment: [String: String],
        says: String
    ) async throws {
        let city = try await Self.city(Self.webhook)
        defer { city.remove() }
        let report = try await Self.notifier(city, environment).deliver()
        #expect(report == .init(delivered: 0, waiting: 1))
        let error = try #require(try city.store.waitingNotices().first?.error)
        #expect(error.contains(says))
        #expect(!error.contains("geheim"))
    }

    @Test func `one file a notice, and one receiver's trouble is not another's`() async throws {
        let city = try await Self.city("\(Self.webhook), {type: file, dir: spool}")
        defer { city.remove() }
        let report = try await Self.notifier(city, [:]).deliver()
        #expect(report == .init(delivered: 1, waiting: 1))
        let folder = city.folder.appendingPathComponent("spool")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let incident = try #require(try city.store.incidents(AlertQuery()).first)
        #expect(names == ["\(incident.id)-1.json"])
        let data = try Data(contentsOf: folder.appendingPathComponent(names[0]))
        let json = try JSONValue(parsing: Array(data))
        #expect(json["alerts"]?.array?.count == 1)
    }

    @Test func `Alertmanager is told the old labels are over, and reminded of what fires`()
        async throws
    {
        let city = try await Self.city("{type: alertmanager, url_env: AM}")
        defer { city.remove() }
        let receiver = Receiver()
        try await receiver.run { address async throws in
            let environment = ["AM": address]
            let deliver = { try await Self.notifier(city, environment).deliver() }
            #expect(try await deliver() == .init(delivered: 1, waiting: 0))
            #expect(try await deliver() == .init(delivered: 0, waiting: 0), "a reminder")
            var run = try Self.run(city)
            run.rules[0].severity = .critical
            let moment = AsOf(time: TestCity.now + 60)
            _ = try city.store.detect(run, asOf: moment, now: TestCity.now)
            #expect(try await deliver() == .init(delivered: 1, waiting: 0))
        }
        let posts = try receiver.taken.map { try $0.json().array ?? [] }
        let told = posts.map { post in
            post.map { alert in
                let isOver = alert["endsAt"]?.string == LocalTime.china.rfc3339(TestCity.now)
                return "\(alert["labels"]?["severity"]?.string ?? "") \(isOver)"
            }
        }
        #expect(told == [["alert false"], ["alert false"], ["alert true", "critical false"]])
    }

    @Test func `a server tells by itself, where its notice leads there is a page`() async throws {
        let city = try await Self.city("{type: file, dir: spool, min_severity: warning}")
        let token = try city.token(.viewer)
        try await withServer(over: city) { client async throws in
            for _ in 0..<100 where try !city.store.waitingNotices().isEmpty {
                try await Task.sleep(for: .milliseconds(100))
            }
            let row = try #require(try city.store.outboxRows(limit: 5).first)
            #expect(row.deliveredAt != nil)
            let path = try #require(URL(string: row.notice.generatorURL)?.path)
            #expect(path == "/alerts/\(row.notice.incident)")
            let form = try await client.get(path)
            #expect(form.status == 401)
            #expect(form.text.contains("<form class=\"login\""))
            let page = try await client.get(path, token: token)
            #expect(page.status == 200)
            #expect(page.text.contains("<svg"))
            #expect(page.text.contains("小区停水"))
            #expect(try await client.get("/alerts/none", token: token).status == 404)
        }
    }

    @Test func `a preview is what would be sent, and sends nothing`() async throws {
        let city = try await Self.city("\(Self.webhook), {type: alertmanager, url_env: AM}")
        defer { city.remove() }
        let posts = try Self.notifier(city, [:]).preview()
        #expect(posts.count == 2)
        #expect(posts[0]["alerts"]?.array?.count == 1)
        #expect(posts[1].array?.first?["labels"]?["alertname"]?.string == "rule")
        #expect(try city.store.waitingNotices().allSatisfy { $0.attempts == 0 })
    }
}
