import GRDB
import Tingfeng

/// A category that a person gave in place of another one (错情告知).
public struct Correction: Sendable, Equatable {
    /// Who corrected, as named on the command line or by the token.
    public var actor: String
    /// When, in epoch seconds.
    public var at: Int64
    /// The best path before.
    public var oldPath: String
    /// The model or person that gave it.
    public var oldModel: String
    /// The path now, full or cut at any level.
    public var newPath: String
}

/// What became of a correction.
public enum RelabelOutcome: Sendable, Equatable {
    /// The label is another one from now on.
    case changed(Correction)
    /// A person gave that label before.
    case same
    /// No current message has that number.
    case notFound
}

/// A correction with the text it is about: one more sample to learn from.
public struct CorrectedMessage: Sendable {
    /// Stored title.
    public var title: String
    /// Stored body.
    public var body: String
    /// The path that a person gave.
    public var path: [String]
}

extension Store {
    /// Gives a message another category as of now, in one transaction: the correction, the label, the
    /// fact and the counts, −1 where it was and +1 where it is; nothing known before changes.
    public func relabel(
        message name: String,
        source: String?,
        to path: [String],
        actor: String,
        now: Int64
    ) throws -> RelabelOutcome {
        try write { db in
            guard let row = try LabelledRow.fetch(db, name, source: source) else {
                return .notFound
            }
            return try row.relabel(db, to: path.joined(separator: "/"), actor: actor, now: now)
        }
    }

    /// Returns what people corrected, the last word on each message, oldest message first.
    public func corrections() throws -> [CorrectedMessage] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT m.title, m.body, c.new_path FROM correction c
                    JOIN message m ON m.origin = c.message AND m.superseded_at IS NULL
                    WHERE c.id = (SELECT max(id) FROM correction WHERE message = c.message)
                    ORDER BY c.message
                    """
            ).map { row in
                CorrectedMessage(
                    title: row[0],
                    body: row[1],
                    path: (row[2] as String).split(separator: "/").map(String.init)
                )
            }
        }
    }
}

/// The current state of a message: what a correction takes back.
private struct LabelledRow {
    let fact: Row

    static func fetch(_ db: Database, _ name: String, source: String?) throws -> LabelledRow? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT f.*, l.path AS label_path, l.model AS label_model, l.known_at AS label_at
                FROM message m JOIN source s ON s.id = m.source
                JOIN fact f ON f.message = m.origin AND f.until IS NULL
                JOIN label l ON l.message = m.origin AND l.known_at =
                    (SELECT max(known_at) FROM label WHERE message = m.origin)
                WHERE m.external_id = :id AND s.name = coalesce(:source, s.name)
                    AND m.superseded_at IS NULL
                    AND m.batch NOT IN (SELECT id FROM batch WHERE state = 'open')
                ORDER BY m.origin LIMIT 1
                """,
            arguments: ["id": name, "source": source]
        ).map(LabelledRow.init)
    }

    func relabel(
        _ db: Database,
        to path: String,
        actor: String,
        now: Int64
    ) throws -> RelabelOutcome {
        let correction = Correction(
            actor: actor,
            at: max(now, (fact["known_at"] as Int64) + 1, (fact["label_at"] as Int64) + 1),
            oldPath: fact["label_path"],
            oldModel: fact["label_model"],
            newPath: path
        )
        guard correction.oldPath != path || correction.oldModel != CategoryLabel.person else {
            return .same
        }
        var names = Names()
        let category = try names.id(db, .category, path)
        try log(db, correction, category: category)
        try moveFact(db, to: category, at: correction.at)
        return .changed(correction)
    }

    private func log(_ db: Database, _ correction: Correction, category: Int) throws {
        let message = fact["message"] as Int64
        try db.execute(
            sql: """
                INSERT INTO correction(message, at, actor, old_path, old_model, new_path)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                message, correction.at, correction.actor, correction.oldPath, correction.oldModel,
                correction.newPath,
            ]
        )
        try db.execute(
            sql: """
                INSERT INTO label(
                    message, known_at, category, path, probability, abstained, model, actor, batch
                ) VALUES (?, ?, ?, ?, 1, 0, ?, ?, 0)
                """,
            arguments: [
                message, correction.at, category, correction.newPath, CategoryLabel.person,
                correction.actor,
            ]
        )
    }

    private func moveFact(_ db: Database, to category: Int, at time: Int64) throws {
        let message = fact["message"] as Int64
        try db.execute(
            sql: """
                UPDATE fact SET until = :at WHERE message = :message AND until IS NULL;
                INSERT INTO fact(
                    event_at, message, known_at, category, region, source, kind, unit, caller,
                    matter, urgency, up
                ) SELECT event_at, message, :at, :category, region, source, kind, unit, caller,
                    matter, urgency, up
                FROM fact WHERE message = :message AND until = :at;
                INSERT INTO count_delta
                SELECT event_at - event_at % 3600, :at - :at % 3600, category, region, source, kind,
                    CASE WHEN until IS NULL THEN 1 ELSE -1 END
                FROM fact WHERE message = :message AND (until = :at OR known_at = :at);
                """,
            arguments: ["message": message, "at": time, "category": category]
        )
    }
}
