import GRDB

/// When a source last brought something (来源状态).
public struct Feed: Sendable, Equatable {
    /// Name of the source.
    public var source: String
    /// Newest arrival within the last week, or `nil` if there was none.
    public var newestArrival: Int64?
    /// Messages that arrived within the last 24 hours.
    public var lastDay: Int
    /// Messages that arrived within the last week.
    public var lastWeek: Int
}

extension Store {
    /// Returns every source as of a moment, in order of their names.
    ///
    /// Only the last week of arrivals is read, by its index.
    public func feeds(asOf: AsOf) throws -> [Feed] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT s.name, max(f.known_at), count(f.known_at > :day OR NULL), count(f.message)
                    FROM source s LEFT JOIN (
                        SELECT source, message, known_at FROM fact
                        WHERE known_at > :week AND known_at <= :asOf
                    ) f ON f.source = s.id
                    GROUP BY s.id ORDER BY s.name
                    """,
                arguments: [
                    "asOf": asOf.time, "day": asOf.time - 86_400, "week": asOf.time - 7 * 86_400,
                ]
            ).map { row in
                Feed(source: row[0], newestArrival: row[1], lastDay: row[2], lastWeek: row[3])
            }
        }
    }
}
