/// Lets one process at a time tell the receivers, so that none is told twice at once.
public struct NotifyLock: ~Copyable {
    private let lock: FileLock

    /// Takes the lock of a database, waiting up to `patience` seconds.
    ///
    /// - Throws: ``StoreError/busy(path:holder:)`` if another process holds it.
    public init(_ store: Store, patience: Double = 5) throws {
        lock = try FileLock(
            at: store.path + ".notify.lock",
            database: store.path,
            holder: "另一个推送任务",
            patience: patience
        )
    }
}
