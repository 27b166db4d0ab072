import HTTPTypes
import Hummingbird
import Mustache
import Tingfeng
import TingfengStore

/// The page 今日 and the form that lets a browser in.
///
/// A browser cannot send a bearer header, so the form changes a token into a session cookie that
/// no script can read and no other site can send.
struct PageRoutes {
    let engine: Engine
    let gate: Gate
    /// Whether browsers come over HTTPS.
    let isSecure: Bool
    private let templates: PageTemplates

    init(engine: Engine, gate: Gate, isSecure: Bool) throws {
        self.engine = engine
        self.gate = gate
        self.isSecure = isSecure
        templates = try PageTemplates()
    }

    func bind(_ routes: inout Routes) {
        let form = loginPage(.zh, status: .unauthorized)
        routes.onPage(.today, login: form) { call in try today(call) }
        routes.onPage(.alertPage, login: form) { call in try alert(call) }
        routes.on(.loginPage) { call in
            loginPage(try call.query.choice(.language, as: Language.self) ?? .zh)
        }
        routes.on(.login) { call in try await login(call) }
        routes.on(.logout) { call in try logout(call) }
    }

    private func today(_ call: Call) throws -> Reply {
        let language = try call.query.choice(.language, as: Language.self) ?? .zh
        let asked = try call.query.time(.asOf, .end, in: engine.time)
        let asOf = try engine.asOf(call)
        let data = try TodayData(engine, asOf: asOf, isNow: asked == nil)
        let sources = engine.installation.configuration.sources
        let page = TodayPage(
            data: data,
            time: engine.time,
            language: language,
            version: engine.version,
            patience: Dictionary(
                sources.compactMap { source in source.expectEvery.map { (source.name, $0) } },
                uniquingKeysWith: { $1 }
            ),
            asOfQuery: asked == nil ? "" : "&as_of=" + Self.escaped(engine.time.rfc3339(asOf.time))
        )
        return Reply(templates.today.render(page.content), type: .html)
    }

    /// The evidence of an alert: where notices lead to.
    private func alert(_ call: Call) throws -> Reply {
        let reason = try engine.store.explain(
            try engine.incident(call.id),
            engine.reading,
            calendar: engine.calendar,
            time: engine.time,
            asOf: try engine.asOf(call)
        )
        let language = try call.query.choice(.language, as: Language.self) ?? .zh
        let page = ExplanationPage(reason, time: engine.time, language: language)
        return Reply(page.html, type: .html)
    }

    private static func escaped(_ text: String) -> String { text.replacing("+", with: "%2B") }

    // MARK: - Login

    private func loginPage(
        _ language: Language,
        error: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Reply {
        let words = PageWords(language: language).dictionary
        var content: [String: Any] = [
            "lang": language == .zh ? "zh-CN" : "en", "langCode": language.rawValue,
            "otherLang": language == .zh ? "en" : "zh", "w": words, "title": words["login"] ?? "",
        ]
        if let error { content["error"] = error }
        return Reply(templates.login.render(content), type: .html, status: status)
    }

    private func login(_ call: Call) async throws -> Reply {
        let language = try call.query.choice(.language, as: Language.self) ?? .zh
        try gate.countLogin()
        let form = FormPairs.parse(String(decoding: try await call.body(), as: UTF8.self))
        let secret = form.first { $0.0 == "token" }?.1 ?? ""
        guard let token = try gate.token(secret: secret) else {
            let words = PageWords(language: language).dictionary
            return loginPage(language, error: words["badToken"], status: .unauthorized)
        }
        let id = try gate.sessions.start(token: token.name, now: gate.clock())
        var reply = Reply(redirectTo: "/?lang=" + language.rawValue)
        reply.headers.append(("Set-Cookie", cookie(id, lasting: SessionBook.length)))
        return reply
    }

    private func logout(_ call: Call) throws -> Reply {
        if let id = call.cookie(Gate.cookie) { gate.sessions.end(id) }
        let language = try call.query.choice(.language, as: Language.self) ?? .zh
        var reply = Reply(redirectTo: "/login?lang=" + language.rawValue)
        reply.headers.append(("Set-Cookie", cookie("", lasting: 0)))
        return reply
    }

    private func cookie(_ id: String, lasting seconds: Int64) -> String {
        "\(Gate.cookie)=\(id); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
            + (isSecure ? "; Secure" : "")
    }
}
