import Foundation

/// Lets one process at a time add messages; freed by the system when the process ends, however.
struct IngestLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, waiting up to `patience` seconds.
    ///
    /// - Throws: ``StoreError/busy(path:holder:)`` if another process holds it.
    init(besideDatabase path: String, patience: Double = 5) throws {
        let lockPath = path + ".lock"
        descriptor = open(lockPath, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        let deadline = Date().addingTimeInterval(patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard Date() < deadline else {
                close(descriptor)
                throw StoreError.busy(path: path, holder: "另一个入库任务")
            }
            usleep(50_000)
        }
    }

    deinit { close(descriptor) }
}
