import TingfengStore

/// Who asks: the bearer of a token, or a browser that logged in with one.
struct Caller: Sendable, Equatable {
    let name: String
    let role: AccessToken.Role
    /// Whether it came by cookie; such a caller may read, never change.
    let isBrowser: Bool
}
