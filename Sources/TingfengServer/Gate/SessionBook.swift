import Synchronization
import Tingfeng

/// Logged-in browsers: random ids in memory, each for the name of a token, never the token itself.
///
/// A restart logs everybody out. Revocation and expiry of the token are looked up at every use.
final class SessionBook: Sendable {
    private struct Session {
        var token: String
        var endsAt: Int64
    }

    /// A working day.
    static let length: Int64 = 12 * 3_600
    private static let most = 1_000

    private let sessions = Mutex<[String: Session]>([:])

    /// Starts a session and returns its id.
    func start(token: String, now: Int64) throws -> String {
        let id = Digest.hex(try HashKey.random().hmac(Array(token.utf8)))
        sessions.withLock { sessions in
            sessions = sessions.filter { $0.value.endsAt > now }
            if sessions.count >= Self.most,
                let oldest = sessions.min(by: {
                    ($0.value.endsAt, $0.key) < ($1.value.endsAt, $1.key)
                })
            {
                sessions[oldest.key] = nil
            }
            sessions[id] = Session(token: token, endsAt: now + Self.length)
        }
        return id
    }

    /// The name of the token that a session was started with.
    func token(of id: String, now: Int64) -> String? {
        sessions.withLock { sessions in
            guard let session = sessions[id], session.endsAt > now else { return nil }
            return session.token
        }
    }

    func end(_ id: String) {
        sessions.withLock { $0[id] = nil }
    }
}
