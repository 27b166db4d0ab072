import Dispatch
import Foundation

/// SIGINT and SIGTERM as cancellation of the work at hand, so that it can leave things clean.
enum StopSignals {
    private static let numbers = [SIGINT, SIGTERM]

    /// Runs work that the signals cancel; a second signal ends the process at once.
    ///
    /// - Throws: What the work throws, `CancellationError` if it was stopped.
    static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task(operation: work)
        let sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in numbers { signal(number, SIG_DFL) }
        }
        try await task.value
    }
}
