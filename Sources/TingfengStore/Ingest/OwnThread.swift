import Dispatch
import Foundation
import Synchronization

/// Threads beside those that tasks run on, which may block.
///
/// A transaction of SQLite belongs to one thread and cannot suspend; it waits for rows that other
/// threads analyse. On the threads of tasks it would wait for a turn among the analyses, too: that
/// took a tenth of the time of an ingest.
enum OwnThread {
    /// Runs blocking work on a thread of its own.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// Begins work on a thread of its own, for a thread that will wait for it.
    static func begin<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) -> Pending<Value> {
        let pending = Pending<Value>()
        queue.async { pending.set(Result(catching: work)) }
        return pending
    }

    /// Begins work that steps back where there are fewer cores than threads.
    ///
    /// What waits for its results is to run first: an ingest of 20,000 messages took 8 to 16 % less
    /// time so (two cores, runs in turn).
    static func beginYielding<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) -> Pending<Value> {
        let pending = Pending<Value>()
        Thread.detachNewThread {
            // Of this thread alone (setpriority(2), C library/kernel differences).
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            pending.set(Result(catching: work))
        }
        return pending
    }

    /// Blocks the thread at hand, which must be none that tasks run on, until a task is done.
    static func wait<Value: Sendable>(for task: Task<Value, any Error>) throws -> Value {
        let pending = Pending<Value>()
        Task.detached { pending.set(await task.result) }
        return try pending.wait()
    }

    /// Steps below the priority of the process; a thread that was lowered cannot come back.
    private static let niceness: Int32 = 10

    /// A serial queue has a thread besides those that tasks run on.
    private static var queue: DispatchQueue { DispatchQueue(label: "tingfeng.ingest") }
}

/// A result that another thread will set.
final class Pending<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isSet = DispatchSemaphore(value: 0)

    func set(_ value: Result<Value, any Error>) {
        result.withLock { $0 = value }
        isSet.signal()
    }

    /// Blocks the thread at hand until the result is set; once.
    func wait() throws -> Value {
        isSet.wait()
        guard let result = result.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
    }
}
