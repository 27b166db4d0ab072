import GRDB

/// Tells whether anybody wrote to the database, this process or another, since the same writer was
/// asked before.
struct Edition: Equatable {
    /// Changes whenever another connection commits.
    private let version: Int
    /// Rows that this connection changed.
    private let changes: Int

    /// Asks the writer; a reader's answer cannot be compared with it.
    init(_ db: Database) throws {
        version = try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0
        changes = db.totalChangesCount
    }
}

extension Store {
    /// The edition that a snapshot taken from now on has, or one before it.
    func edition() throws -> Edition {
        try Self.translatingErrors(path) { try pool.writeWithoutTransaction { try Edition($0) } }
    }
}
