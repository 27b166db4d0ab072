import Foundation

/// A lock of one process at a time; freed by the system when the process ends, however.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, waiting up to `patience` seconds.
    ///
    /// - Throws: ``StoreError/busy(path:holder:)`` if another process holds it.
    init(at lockPath: String, database path: String, holder: String, patience: Double) throws {
        descriptor = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        let deadline = Date().addingTimeInterval(patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard Date() < deadline else {
                close(descriptor)
                throw StoreError.busy(path: path, holder: holder)
            }
            usleep(50_000)
        }
    }

    deinit { close(descriptor) }
}
