import HTTPTypes
import Hummingbird
import HummingbirdCore
import Tingfeng
import TingfengStore

/// Lets a request through to its endpoint, or says why not: token, role, rate, in this order.
struct Gate: Sendable {
    let store: Store
    let rates: [Configuration.Server.Role: Rate]
    let isReadOnly: Bool
    let clock: @Sendable () -> Int64
    let sessions = SessionBook()
    private let limiter = RateLimiter()

    static let cookie = "tf_session"
    /// Guesses at the login form, all together.
    private static let loginRate = Rate(30, per: .minute)

    init(
        store: Store,
        rates: [Configuration.Server.Role: Rate],
        isReadOnly: Bool,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.rates = rates
        self.isReadOnly = isReadOnly
        self.clock = clock
    }

    /// Returns the caller, `nil` at an open endpoint.
    func admit(_ request: Request, to endpoint: Endpoint) throws -> Caller? {
        guard case .roles(let roles) = endpoint.access else { return nil }
        guard let caller = try caller(of: request),
            !(caller.isBrowser && endpoint.method != .get)
        else { throw ServerError.unauthorized }
        if let role = Configuration.Server.Role(rawValue: caller.role.rawValue),
            let rate = rates[role]
        {
            try limiter.take(caller.name, rate: rate, now: .now)
        }
        guard roles.contains(caller.role) else {
            throw ServerError.forbidden(
                role: caller.role.rawValue,
                allowed: roles.map(\.rawValue).sorted()
            )
        }
        if isReadOnly && endpoint.isWriting { throw ServerError.readOnly }
        return caller
    }

    /// Returns the valid token of a secret.
    ///
    /// Unknown, expired and revoked look alike. The secret is only compared as a hash, by an index:
    /// what time that takes tells nothing about a secret.
    func token(secret: String) throws -> AccessToken? {
        guard let token = try store.token(secret: secret), token.isValid(at: clock()) else {
            return nil
        }
        return token
    }

    /// Counts a guess at the login form.
    func countLogin() throws(ServerError) {
        try limiter.take("login form", rate: Self.loginRate, now: .now)
    }

    private func caller(of request: Request) throws -> Caller? {
        if let header = request.header("Authorization") {
            guard let secret = Self.bearer(header), let token = try token(secret: secret) else {
                return nil
            }
            return Caller(name: token.name, role: token.role, isBrowser: false)
        }
        guard let id = request.cookies[Self.cookie]?.value,
            let name = sessions.token(of: id, now: clock()),
            let token = try store.token(named: name), token.isValid(at: clock())
        else { return nil }
        return Caller(name: token.name, role: token.role, isBrowser: true)
    }

    private static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}
