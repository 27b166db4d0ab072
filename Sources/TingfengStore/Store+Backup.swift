import Foundation
import GRDB

extension Store {
    /// Copies the whole database, as it is at one moment, to a new file; others may read and write
    /// meanwhile.
    ///
    /// - Throws: ``StoreError/alreadyExists(path:)`` if there is a file at `path`; a copy that could
    ///   not be finished is removed.
    public func backup(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreError.alreadyExists(path: path)
        }
        do {
            try Self.translatingErrors(path) {
                let copy = try DatabaseQueue(path: path)
                try pool.backup(to: copy)
                try copy.close()
            }
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }
}
