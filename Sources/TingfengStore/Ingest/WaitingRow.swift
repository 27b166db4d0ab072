import GRDB

/// What matching and counting need of a row of an open batch.
struct WaitingRow {
    var message: Int64
    var origin: Int64
    var rev: Int
    var arrivedAt: Int64
    var createdAt: Int64
    var externalID: String
    var category: Int
    var path: String
    var probability: Double
    var isAbstained: Bool
    var model: String
    var region: Int
    var source: Int
    var kind: Int
    var unit: String?
    var caller: String?
    var urgency: Int
    var up: Int

    static let columns = """
        message, origin, rev, arrived_at, created_at, external_id, category, path, probability, \
        abstained, model, region, source, kind, unit, caller, urgency, up
        """

    init(_ row: Row) {
        message = row[0]
        origin = row[1]
        rev = row[2]
        arrivedAt = row[3]
        createdAt = row[4]
        externalID = row[5]
        category = row[6]
        path = row[7]
        probability = row[8]
        isAbstained = row[9]
        model = row[10]
        region = row[11]
        source = row[12]
        kind = row[13]
        unit = row[14]
        caller = row[15]
        urgency = row[16]
        up = row[17]
    }

    static func fetch(_ db: Database, message: Int64) throws -> WaitingRow? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM waiting WHERE message = ?"
        )
        return try Row.fetchOne(statement, arguments: [message]).map(WaitingRow.init)
    }

    /// Writes the label that the message got.
    func insertLabel(_ db: Database, batch: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO label(
                    message, known_at, category, path, probability, abstained, model, actor, batch
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            origin, arrivedAt, category, path, probability, isAbstained, model,
            model == "input" ? "input" : "model", batch,
        ])
    }

    /// Writes what counts need, known from this revision's arrival.
    func insertFact(_ db: Database, matter: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO fact(
                    event_at, message, known_at, category, region, source, kind, unit, caller,
                    matter, urgency, up
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            createdAt, origin, arrivedAt, category, region, source, kind, unit, caller, matter,
            urgency, up,
        ])
    }
}
