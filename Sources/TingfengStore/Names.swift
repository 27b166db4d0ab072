import GRDB

/// Gives the integers under which ledgers keep names, adding those that are new.
///
/// One instance serves one writing session; names are never removed, so what it remembers stays
/// true even if its transaction is rolled back and repeated.
struct Names {
    private var known: [String: [String: Int]] = [:]

    /// Returns the id of a name in `category`, `region`, `source` or `kind`.
    mutating func id(_ db: Database, _ table: Table, _ name: String) throws -> Int {
        if let id = known[table.rawValue]?[name] { return id }
        let id = try fetch(db, table, name) ?? insert(db, table, name)
        known[table.rawValue, default: [:]][name] = id
        return id
    }

    enum Table: String {
        case category, region, source, kind

        var column: String {
            switch self {
            case .category, .region: "path"
            case .source, .kind: "name"
            }
        }
    }

    private func fetch(_ db: Database, _ table: Table, _ name: String) throws -> Int? {
        try Int.fetchOne(
            db,
            sql: "SELECT id FROM \(table.rawValue) WHERE \(table.column) = ?",
            arguments: [name]
        )
    }

    private func insert(_ db: Database, _ table: Table, _ name: String) throws -> Int {
        try db.execute(
            sql: "INSERT INTO \(table.rawValue)(\(table.column)) VALUES (?)",
            arguments: [name]
        )
        return Int(db.lastInsertedRowID)
    }
}
