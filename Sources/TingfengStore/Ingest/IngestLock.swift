/// Lets one process at a time add messages; freed by the system when the process ends, however.
struct IngestLock: ~Copyable {
    private let lock: FileLock

    /// Takes the lock, waiting up to `patience` seconds.
    ///
    /// - Throws: ``StoreError/busy(path:holder:)`` if another process holds it.
    init(besideDatabase path: String, patience: Double = 5) throws {
        lock = try FileLock(
            at: path + ".lock",
            database: path,
            holder: "另一个入库任务",
            patience: patience
        )
    }
}
