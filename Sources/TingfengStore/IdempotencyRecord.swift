import GRDB

/// What a request with an idempotency key was answered, so that sending it again answers the same.
public struct IdempotencyRecord: Sendable, Equatable {
    /// A key and what came with it.
    public struct Request: Sendable, Equatable {
        /// What the client sent, with the name of its token.
        public var key: String
        /// Keyed hash of the body.
        public var bodyHash: String

        /// A request of its parts.
        public init(key: String, bodyHash: String) {
            self.key = key
            self.bodyHash = bodyHash
        }
    }

    /// What was asked.
    public var request: Request
    /// HTTP status of the answer.
    public var status: Int
    /// Body of the answer.
    public var response: String

    /// A record of its parts.
    public init(_ request: Request, status: Int, response: String) {
        self.request = request
        self.status = status
        self.response = response
    }

    /// Seconds that an answer is kept.
    static let lifetime: Int64 = 7 * 86_400
}

extension Store {
    /// Returns what the key of a request was answered before; the body may have been another.
    public func response(to request: IdempotencyRecord.Request) throws -> IdempotencyRecord? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT body_hash, status, response FROM idempotency WHERE key = ?",
                arguments: [request.key]
            ).map { row in
                IdempotencyRecord(
                    .init(key: request.key, bodyHash: row[0]),
                    status: row[1],
                    response: row[2]
                )
            }
        }
    }

    /// Keeps an answer for seven days, and drops those that are older.
    public func keep(_ record: IdempotencyRecord, now: Int64) throws {
        try write { db in
            try db.execute(
                sql: "DELETE FROM idempotency WHERE at < ?",
                arguments: [now - IdempotencyRecord.lifetime]
            )
            try db.execute(
                sql: "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    record.request.key, record.request.bodyHash, record.status, record.response,
                    now,
                ]
            )
        }
    }
}
