import Foundation
import GRDB

/// The one SQLite file of an installation: opened, migrated, read and written here only.
public struct Store: Sendable {
    /// Where the SQLite file is, as it was named on opening.
    public let path: String
    let pool: any DatabaseWriter

    /// `TFNG`: marks the file as ours, see `PRAGMA application_id`.
    private static let applicationID = 0x5446_4E47

    /// Makes a new database.
    ///
    /// - Throws: ``StoreError/alreadyExists(path:)`` if there is a file at `path`.
    public static func create(at path: String) throws -> Store {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError.alreadyExists(path: path)
        }
        return try translatingErrors(path) {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            }
            try Schema.migrator.migrate(pool)
            return Store(path: path, pool: pool)
        }
    }

    /// Opens a database and brings its schema up to date.
    ///
    /// - Throws: ``StoreError`` if the file is absent, foreign, damaged, or newer than this build.
    public init(opening path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw StoreError.notFound(path: path)
        }
        guard !isFolder.boolValue else { throw StoreError.notADatabase(path: path) }
        self = try Self.translatingErrors(path) {
            guard Self.isWritable(path) else { return try Self.openReadOnly(path) }
            let version = try Self.checkIdentity(path)
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            if version < Schema.version { try Schema.migrator.migrate(pool) }
            return Store(path: path, pool: pool)
        }
    }

    init(path: String, pool: any DatabaseWriter) {
        self.path = path
        self.pool = pool
    }

    /// Moves the write-ahead log into the file, so that a copy of the file alone holds everything.
    ///
    /// SQLite does so when the last connection closes, unless that is one that only reads.
    public func moveLog() throws {
        try set(["wal_checkpoint(PASSIVE)"])
    }

    /// The same through a connection of its own, for a thread beside the one that writes.
    func moveLogBesideWriter() throws {
        try Self.translatingErrors(path) {
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
            }
        }
    }

    /// Reads from a snapshot of the database.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(path) { try pool.read(body) }
    }

    /// Writes in one transaction.
    func write<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(path) { try pool.write(body) }
    }

    /// Writes in a transaction that is taken back.
    func discarding<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(path) {
            try pool.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction {
                    result = try body(db)
                    return .rollback
                }
                guard let result else { preconditionFailure("the transaction ran") }
                return result
            }
        }
    }

    /// Stops to wait for the disk at each commit, moves pages from the log to the database less
    /// often, and reads pages instead of mapping them, so that memory does not grow with the file.
    ///
    /// What is written meanwhile must be hidden until a commit after ``waitForDisk()``, which waits
    /// for all of it (https://www.sqlite.org/pragma.html#pragma_synchronous).
    ///
    /// A chunk of 2,000 messages waited some 60 ms for the disk.
    func beginLoading() throws {
        try set(["synchronous = NORMAL", "wal_autocheckpoint = 65536", "mmap_size = 0"])
    }

    /// Makes each commit survive a power cut again.
    func waitForDisk() throws {
        try set([Self.durable])
    }

    /// Takes all settings of ``beginLoading()`` back.
    func endLoading() throws {
        try set([Self.durable, "wal_autocheckpoint = 1000", Self.mapped])
    }

    private static let durable = "synchronous = FULL"
    private static let mapped = "mmap_size = \(1 << 30)"

    private func set(_ pragmas: [String]) throws {
        try Self.translatingErrors(path) {
            try pool.writeWithoutTransaction { db in
                for pragma in pragmas { try db.execute(sql: "PRAGMA \(pragma)") }
            }
        }
    }

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            db.add(tokenizer: IndexTermDecoder.self)
            // FULL: an acknowledged batch survives a power cut (PRODUCT §7).
            try db.execute(
                sql: "PRAGMA \(durable); PRAGMA cache_size = -65536; PRAGMA temp_store = FILE"
            )
            // Reading pages in place saves a call and a copy for each.
            try db.execute(sql: "PRAGMA \(mapped)")
        }
        return configuration
    }

    /// Reads the header without touching the file, so that a newer schema stays as it is; returns
    /// the version of the schema.
    private static func checkIdentity(_ path: String) throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        // Another process may just be closing the write-ahead log.
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        return try queue.read { db in try identity(db, path) }
    }

    /// Returns the version of the schema, of one that this build knows.
    static func identity(_ db: Database, _ path: String) throws -> Int {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard application == applicationID else { throw StoreError.notADatabase(path: path) }
        guard version <= Schema.version else {
            throw StoreError.newerSchema(path: path, found: version, known: Schema.version)
        }
        guard version >= Schema.oldest else {
            throw StoreError.olderSchema(path: path, found: version)
        }
        return version
    }

    static func translatingErrors<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
