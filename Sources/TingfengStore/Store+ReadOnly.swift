import Foundation
import GRDB

extension Store {
    /// Whether the database can be written: itself, and beside it its write-ahead log.
    static func isWritable(_ path: String) -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return access(path, W_OK) == 0 && access(folder, W_OK) == 0
    }

    /// Opens a database that cannot be written, for questions alone.
    ///
    /// Without a write-ahead log nobody can be writing, so the file is read as one that never
    /// changes: SQLite would else want to make the log's index beside it.
    static func openReadOnly(_ path: String) throws -> Store {
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        let hasLog = (log?[.size] as? Int ?? 0) > 0
        var configuration = configuration
        configuration.readonly = true
        let url = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
        let queue = try DatabaseQueue(path: hasLog ? path : url, configuration: configuration)
        try queue.read { db in
            guard try identity(db, path) == Schema.version else {
                throw StoreError.unwritable(path: path, reason: "结构版本较旧，需要先升级")
            }
        }
        return Store(path: path, pool: queue)
    }
}
