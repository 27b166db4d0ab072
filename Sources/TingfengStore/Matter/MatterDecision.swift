import GRDB

/// What a person decided about matters.
public struct MatterDecision: Sendable, Equatable {
    /// Kinds of decisions.
    public enum Action: String, Sendable {
        case merge, split, undo
    }

    /// Number in the log.
    public var id: Int64
    /// What was done.
    public var action: Action
    /// Id of the matter that keeps its id.
    public var matter: String
    /// Id of the one that joined it or came from it.
    public var other: String
    /// The decision that an undo takes back.
    public var undoes: Int64?
    /// When it was made, by the clock, in seconds since 1970.
    public var at: Int64
    /// From when on questions see it.
    public var knownAt: Int64
    /// Who decided, and why.
    public var actor: String
    /// The reason that was given.
    public var reason: String
    /// How many messages moved.
    public var messages: Int

    private init(_ row: Row) {
        id = row["id"]
        action = Action(rawValue: row["action"]) ?? .undo
        matter = row["matter_key"]
        other = row["other_key"]
        undoes = row["undoes"]
        at = row["at"]
        knownAt = row["known_at"]
        actor = row["actor"]
        reason = row["reason"]
        messages = row["messages"]
    }

    private static let columns = """
        SELECT d.*, m.key AS matter_key, o.key AS other_key,
            (SELECT count(*) FROM matter_move v WHERE v.decision = d.id) AS messages
        FROM matter_decision d JOIN matter m ON m.id = d.matter JOIN matter o ON o.id = d.other
        """

    /// Returns the decisions that concern a matter and were known at a moment, oldest first.
    static func fetch(_ db: Database, matter: Int64, asOf: Int64) throws -> [MatterDecision] {
        try Row.fetchAll(
            db,
            sql: """
                \(columns) WHERE :matter IN (d.matter, d.other) AND d.known_at <= :asOf
                ORDER BY d.id
                """,
            arguments: ["matter": matter, "asOf": asOf]
        ).map(Self.init)
    }

    /// Returns the decision of a number.
    static func fetch(_ db: Database, id: Int64) throws -> MatterDecision {
        guard let row = try Row.fetchOne(db, sql: "\(columns) WHERE d.id = ?", arguments: [id])
        else { throw MatterError.unknown(id: String(id)) }
        return MatterDecision(row)
    }
}
