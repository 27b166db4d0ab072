import GRDB

/// What word discovery needs of a stored message.
public struct MessageText: Sendable {
    /// Masked title, otherwise as it came.
    public var title: String
    /// Masked body, otherwise as it came.
    public var body: String
    /// Key of the caller, if known.
    public var caller: String?
    /// Whether it is never quoted (保密).
    public var isConfidential: Bool

    /// Makes a text that is not stored.
    public init(title: String, body: String, caller: String?, isConfidential: Bool) {
        self.title = title
        self.body = body
        self.caller = caller
        self.isConfidential = isConfidential
    }
}

extension Store {
    /// Calls the body with each message as it was known at a moment, newest first, until it
    /// returns false.
    public func forEachText(
        in range: Range<Int64>,
        asOf: AsOf,
        _ body: (MessageText) throws -> Bool
    ) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT title, body, caller_hash, confidential FROM message m
                    WHERE created_at >= :from AND created_at < :to AND \(AsOf.knownMessage)
                    ORDER BY created_at DESC, id DESC
                    """,
                arguments: ["from": range.lowerBound, "to": range.upperBound, "asOf": asOf.time]
            )
            while let row = try rows.next() {
                let text = MessageText(
                    title: row["title"],
                    body: row["body"],
                    caller: row["caller_hash"],
                    isConfidential: row["confidential"]
                )
                guard try body(text) else { return }
            }
        }
    }
}
