import GRDB
import Tingfeng

/// A bearer token: shown once, kept only as a hash.
public struct AccessToken: Sendable {
    /// What its bearer may do (PRODUCT §7).
    public enum Role: String, Sendable, CaseIterable {
        case viewer, analyst, `operator`, ingester, researcher, admin
    }

    /// Unique name, never given to a second token.
    public let name: String
    /// What its bearer may do.
    public let role: Role
    /// When it was made, in seconds since 1970.
    public let createdAt: Int64
    /// First second at which it no longer opens anything, since 1970; `nil` if it does not expire.
    public let expiresAt: Int64?
    /// When it was revoked, in seconds since 1970; `nil` if it was not.
    public let revokedAt: Int64?

    /// Whether it opens anything at a moment.
    public func isValid(at time: Int64) -> Bool {
        revokedAt == nil && time < expiresAt ?? .max
    }

    init(_ row: Row) {
        name = row["name"]
        role = Role(rawValue: row["role"]) ?? .viewer
        createdAt = row["created_at"]
        expiresAt = row["expires_at"]
        revokedAt = row["revoked_at"]
    }

    static func hash(_ secret: String) -> String {
        Digest.hex(Digest.sha256(Array(secret.utf8)))
    }
}

extension Store {
    /// Makes a token and returns its secret, which is not kept.
    ///
    /// - Throws: ``StoreError`` if a token has that name already.
    public func addToken(
        name: String,
        role: AccessToken.Role,
        expiresAt: Int64?,
        now: Int64
    ) throws -> String {
        let secret = "tf_" + (try HashKey.random().hmacHex("token"))
        try write { db in
            try db.execute(
                sql:
                    "INSERT INTO token(name, hash, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [name, AccessToken.hash(secret), role.rawValue, now, expiresAt]
            )
        }
        return secret
    }

    /// Returns all tokens, oldest first.
    public func tokens() throws -> [AccessToken] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY id").map(AccessToken.init)
        }
    }

    /// Returns the token of a secret, if it is known.
    public func token(secret: String) throws -> AccessToken? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT * FROM token WHERE hash = ?",
                arguments: [AccessToken.hash(secret)]
            ).map(AccessToken.init)
        }
    }

    /// Returns the token of a name; names are never given twice.
    public func token(named name: String) throws -> AccessToken? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM token WHERE name = ?", arguments: [name])
                .map(AccessToken.init)
        }
    }

    /// Ends a token; returns whether there was one.
    public func revokeToken(name: String, now: Int64) throws -> Bool {
        try write { db in
            try db.execute(
                sql: "UPDATE token SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL",
                arguments: [now, name]
            )
            return db.changesCount > 0
        }
    }
}
