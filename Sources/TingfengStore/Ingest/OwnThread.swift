import Dispatch
import Synchronization

/// A thread that may block, because no task runs on it.
///
/// A transaction of SQLite belongs to one thread and cannot suspend; what fills a transaction with
/// rows as they become ready runs here.
enum OwnThread {
    /// Runs blocking work on a thread of its own.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            // A serial queue has a thread besides those that tasks run on.
            DispatchQueue(label: "tingfeng.writer").async {
                continuation.resume(with: Result(catching: work))
            }
        }
    }

    /// Blocks the thread at hand, which must be one of ``run(_:)``, until a task is done.
    static func wait<Value: Sendable>(
        for work: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let answer = Answer<Value>()
        Task.detached {
            do {
                answer.set(.success(try await work()))
            } catch {
                answer.set(.failure(error))
            }
        }
        return try answer.wait()
    }

    /// A result that one thread waits for.
    private final class Answer<Value: Sendable>: Sendable {
        private let result = Mutex<Result<Value, any Error>>(.failure(CancellationError()))
        private let isSet = DispatchSemaphore(value: 0)

        func set(_ value: Result<Value, any Error>) {
            result.withLock { $0 = value }
            isSet.signal()
        }

        func wait() throws -> Value {
            isSet.wait()
            return try result.withLock { $0 }.get()
        }
    }
}
