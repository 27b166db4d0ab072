import GRDB

/// A matter that an id names, past merges followed.
struct MatterReference {
    let id: Int64
    let key: String
    let founder: Int64

    /// Finds a matter by `source:id`, or by the bare id where one source has it.
    ///
    /// The id of a matter that was merged leads to the one that it is part of, forever or until the
    /// merge is undone.
    static func find(_ db: Database, _ name: String, asOf: Int64 = .max) throws -> MatterReference {
        var found = try named(db, name)
        while let next = try mergedInto(db, found.id, asOf: asOf) { found = next }
        return found
    }

    /// Finds the matter of exactly this id.
    static func named(_ db: Database, _ name: String) throws -> MatterReference {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT t.id, t.key, t.founder FROM matter t JOIN batch b ON b.id = t.batch
                WHERE b.state = 'done' AND (t.key = :name OR t.founder IN (
                    SELECT id FROM message WHERE external_id = :name AND rev = 1
                )) ORDER BY t.key = :name DESC, t.key
                """,
            arguments: ["name": name]
        )
        let found = rows.map { MatterReference(id: $0[0], key: $0[1], founder: $0[2]) }
        guard let first = found.first else { throw MatterError.unknown(id: name) }
        guard found.count == 1 || first.key == name else {
            throw MatterError.ambiguous(id: name, keys: found.map(\.key))
        }
        return first
    }

    /// A matter redirects while the last decision that moved its name is a merge in force.
    private static func mergedInto(
        _ db: Database,
        _ id: Int64,
        asOf: Int64
    ) throws -> MatterReference? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT d.action, t.id, t.key, t.founder
                FROM matter_decision d JOIN matter t ON t.id = d.matter
                WHERE d.other = :id AND d.undoes IS NULL AND d.known_at <= :asOf
                    AND NOT EXISTS(SELECT 1 FROM matter_decision u
                        WHERE u.undoes = d.id AND u.known_at <= :asOf)
                ORDER BY d.id DESC LIMIT 1
                """,
            arguments: ["id": id, "asOf": asOf]
        )
        guard let row, row["action"] == MatterDecision.Action.merge.rawValue else { return nil }
        return MatterReference(id: row[1], key: row[2], founder: row[3])
    }
}
