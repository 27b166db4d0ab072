import Foundation
import GRDB

/// A message of a matter as decisions see it.
struct MatterMember {
    let message: Int64
    let source: String
    let externalID: String
    let createdAt: Int64
    let matter: Int64

    /// What a matter founded by the message is called.
    var key: String { "\(source):\(externalID)" }
}

/// A message that changes its matter.
struct MatterMove {
    let message: Int64
    let from: Int64
    let to: Int64

    init(message: Int64, from: Int64, to: Int64) {
        self.message = message
        self.from = from
        self.to = to
    }

    init(_ member: MatterMember, to matter: Int64) {
        self.init(message: member.message, from: member.matter, to: matter)
    }
}

/// Writes decisions about matters into the logs, within one transaction.
struct MatterBook {
    let now: Int64
    let memory: MatterMemory

    /// Returns the messages of a matter, earliest first.
    func members(_ db: Database, of matter: Int64) throws -> [MatterMember] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT f.message, s.name, m.external_id, m.created_at, f.matter
                FROM fact f JOIN message m ON m.id = f.message JOIN source s ON s.id = m.source
                WHERE f.matter = ? AND f.until IS NULL
                ORDER BY m.arrived_at, m.created_at, m.external_id
                """,
            arguments: [matter]
        ).map {
            MatterMember(
                message: $0[0],
                source: $0[1],
                externalID: $0[2],
                createdAt: $0[3],
                matter: $0[4]
            )
        }
    }

    /// Returns the matter that is named after a message, founding it if there is none yet.
    func matter(_ db: Database, foundedBy member: MatterMember, like whole: Int64) throws -> Int64 {
        let known = try Int64.fetchOne(
            db,
            sql: "SELECT id FROM matter WHERE key = ?",
            arguments: [member.key]
        )
        if let known { return known }
        try db.execute(
            sql: """
                INSERT INTO matter(key, founder, batch, profile)
                SELECT ?, ?, batch, x'' FROM matter WHERE id = ?
                """,
            arguments: [member.key, member.message, whole]
        )
        return db.lastInsertedRowID
    }

    /// Writes a decision and moves its messages; returns its number.
    func record(
        _ db: Database,
        _ action: MatterDecision.Action,
        _ matter: Int64,
        _ other: Int64,
        _ moves: [MatterMove],
        _ author: Author,
        undoing undone: Int64? = nil
    ) throws -> Int64 {
        let knownAt = try moment(db)
        try db.execute(
            sql: """
                INSERT INTO matter_decision(
                    action, matter, other, undoes, at, known_at, actor, reason
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                action.rawValue, matter, other, undone, now, knownAt, author.actor, author.reason,
            ]
        )
        let decision = db.lastInsertedRowID
        for move in moves { try carryOut(db, move, decision, author.actor, knownAt) }
        for changed in [matter, other] {
            try memory.rebuild(db, matter: changed, members: members(db, of: changed))
        }
        return decision
    }

    /// Returns the newest decision about a matter that was not taken back.
    func newestInForce(_ db: Database, matter: Int64) throws -> Row? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM matter_decision d
                WHERE :matter IN (matter, other) AND undoes IS NULL
                    AND NOT EXISTS(SELECT 1 FROM matter_decision u WHERE u.undoes = d.id)
                ORDER BY id DESC LIMIT 1
                """,
            arguments: ["matter": matter]
        )
    }

    /// Moves what a decision moved back to where it was.
    func takeBack(_ db: Database, _ decision: Row, _ author: Author) throws -> Int64 {
        let id: Int64 = decision["id"]
        let moves = try Row.fetchAll(
            db,
            sql: """
                SELECT v.message, v.to_matter, v.from_matter FROM matter_move v
                JOIN fact f ON f.message = v.message AND f.until IS NULL
                    AND f.matter = v.to_matter
                WHERE v.decision = ? ORDER BY v.message
                """,
            arguments: [id]
        ).map { MatterMove(message: $0[0], from: $0[1], to: $0[2]) }
        return try record(
            db,
            .undo,
            decision["matter"],
            decision["other"],
            moves,
            author,
            undoing: id
        )
    }

    /// From when on a decision is known: the clock; where the messages are old and questions are
    /// asked as of the newest arrival, right after it, so that they see the decision.
    private func moment(_ db: Database) throws -> Int64 {
        try AsOf.default(db, now: now).time + 1
    }

    /// Closes the message's fact and opens one like it; two changes within one second are one.
    private func carryOut(
        _ db: Database,
        _ move: MatterMove,
        _ decision: Int64,
        _ actor: String,
        _ moment: Int64
    ) throws {
        let last = try Int64.fetchOne(
            db,
            sql: "SELECT known_at FROM fact WHERE message = ? AND until IS NULL",
            arguments: [move.message]
        )
        let knownAt = max(moment, (last ?? 0) + 1)
        try db.execute(
            sql: """
                INSERT INTO matter_move VALUES (:decision, :message, :from, :to);
                INSERT INTO membership VALUES (:message, :known, :to, 1, :actor, 0);
                UPDATE fact SET until = :known WHERE message = :message AND until IS NULL;
                INSERT INTO fact(
                    event_at, message, known_at, category, region, source, kind, unit, caller,
                    matter, urgency, up
                )
                SELECT event_at, message, :known, category, region, source, kind, unit, caller,
                    :to, urgency, up
                FROM fact WHERE message = :message AND until = :known;
                """,
            arguments: [
                "decision": decision, "message": move.message, "from": move.from, "to": move.to,
                "known": knownAt, "actor": actor,
            ]
        )
    }
}
