import GRDB
import Tingfeng
import TingfengTrends

/// Reads the messages of a topic for the words and quotes of its line.
struct EmergingEvidence {
    private let topic: EmergingTopic
    private let reading: TextReading
    private let asOf: Int64

    /// Messages that are read for words; the first tell what it is about.
    private static let mostRead = 40
    private static let mostQuotes = 3

    init(_ topic: EmergingTopic, _ reading: TextReading, asOf: Int64) {
        self.topic = topic
        self.reading = reading
        self.asOf = asOf
    }

    func line(_ db: Database, rank: Int) throws -> EmergingLine {
        let messages = try topic.messages.prefix(Self.mostRead).compactMap { message in
            try Row.fetchOne(db, sql: Self.sql, arguments: ["message": message, "asOf": asOf])
        }
        let texts = messages.map { ($0["title"] as String, $0["body"] as String) }
        return EmergingLine(
            rank: rank,
            id: messages.first.map { "\($0["source"] as String):\($0["id"] as String)" } ?? "",
            asOf: asOf,
            first: topic.first,
            last: topic.last,
            window: topic.window,
            messages: topic.messages.count,
            callers: topic.callers,
            expected: topic.expected,
            before: topic.before,
            z: topic.z,
            q: topic.q,
            words: TopicWords(topic.terms, reading).words(of: texts),
            quotes: messages.filter { !($0["confidential"] as Bool) }.prefix(Self.mostQuotes)
                .map(quote),
            members: Set(topic.messages)
        )
    }

    private static let sql = """
        SELECT s.name AS source, m.external_id AS id, m.created_at, m.title, m.body, m.confidential
        FROM message m JOIN source s ON s.id = m.source
        WHERE m.origin = :message AND \(AsOf.knownMessage)
        """

    private func quote(_ row: Row) -> EmergingLine.Quote {
        let title = reading.title(row["title"], orStartOf: "")
        let body = reading.excerpt(row["body"], length: 40)
        return EmergingLine.Quote(
            id: row["id"],
            createdAt: row["created_at"],
            text: title.isEmpty ? body : "\(title)｜\(body)"
        )
    }
}
