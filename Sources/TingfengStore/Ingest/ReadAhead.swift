import Dispatch
import Synchronization
import Tingfeng

/// A row ready to be written.
enum AnalyzedRow: Sendable {
    case message(AnalyzedMessage)
    case rejected(RejectedRow)
}

/// Hands out the rows of an input in parts to several threads, and takes what they made of them back
/// into the order of the input.
///
/// At most `window` parts are ahead of the writer, so memory does not grow with the file. Parts are
/// small and the window as deep as what one thread analyses while a transaction is committed, so
/// that neither side waits while there is anything to do.
final class ReadAhead: Sendable {
    /// Some rows with their place in the input.
    struct Part: Sendable {
        var number: Int
        var rows: [ReadRow]
    }

    private static let mostPartRows = 250
    /// The less is left to write when all is analysed, the shorter one thread works alone.
    private static let window = 6

    /// What is read; one thread at a time.
    private struct Input: ~Copyable {
        var reader: MessageReader?
        /// Rows in memory, last first, where there is no reader.
        var buffered: [ReadRow] = []
        var isFinished = false
        /// Rows that the batch at hand may still take.
        var rowsLeft = 0
        var partRows = ReadAhead.mostPartRows
        var parts = 0
        var failure: (any Error)?
    }

    /// What is to be written.
    private struct Output {
        var done: [Int: [AnalyzedRow]] = [:]
        var writtenParts = 0
        /// How many parts the batch has, once that is known.
        var parts: Int?
        var failure: (any Error)?
    }

    private let input: Mutex<Input>
    private let output = Mutex(Output())
    /// One for each part that may be taken.
    private let room = DispatchSemaphore(value: 0)
    /// One for each part that was put, and one for the end.
    private let arrivals = DispatchSemaphore(value: 0)

    init(_ reader: consuming sending MessageReader) {
        input = Mutex(Input(reader: reader))
    }

    init(rows: [ReadRow]) {
        input = Mutex(Input(reader: nil, buffered: rows.reversed()))
    }

    /// Whether the input has been read to its end.
    var isFinished: Bool { input.withLock { $0.isFinished } }

    /// Begins a batch of so many rows at most, handed out in parts no larger than a chunk.
    func beginBatch(rows: Int, chunk: Int) {
        input.withLock { input in
            input.rowsLeft = rows
            input.partRows = min(chunk, Self.mostPartRows)
            input.parts = 0
        }
        output.withLock { output in
            let isCancelled = output.failure is CancellationError
            output = Output()
            if isCancelled { output.failure = CancellationError() }
        }
        while room.wait(timeout: .now()) == .success {}
        while arrivals.wait(timeout: .now()) == .success {}
        for _ in 0..<Self.window { room.signal() }
    }

    /// Ends a batch, so that no thread waits any longer.
    func endBatch() {
        end(
            input.withLock { input in
                input.rowsLeft = 0
                return input.parts
            }
        )
    }

    /// One thread that finds the end wakes the next.
    private func end(_ parts: Int, _ failure: (any Error)? = nil) {
        output.withLock { output in
            output.parts = parts
            output.failure = output.failure ?? failure
        }
        room.signal()
        arrivals.signal()
    }
}

// MARK: - Threads that analyse

extension ReadAhead {
    /// Returns rows to analyse, waiting where the writer is too far behind; `nil` at the end.
    func take() -> Part? {
        room.wait()
        let (part, failure) = input.withLock { input in
            let rows = Self.readPart(&input)
            defer { if !rows.isEmpty { input.parts += 1 } }
            return (Part(number: input.parts, rows: rows), input.failure)
        }
        guard part.rows.isEmpty else { return part }
        end(part.number, failure)
        return nil
    }

    /// Takes an analysed part back.
    func put(_ rows: [AnalyzedRow], number: Int) {
        output.withLock { $0.done[number] = rows }
        arrivals.signal()
    }

    /// Reads a part; the batch ends with the input or where it cannot be read further.
    private static func readPart(_ input: inout Input) -> [ReadRow] {
        var rows: [ReadRow] = []
        let count = min(input.partRows, input.rowsLeft)
        rows.reserveCapacity(count)
        do {
            while rows.count < count, let row = try nextRow(&input) { rows.append(row) }
        } catch {
            input.failure = error
            input.isFinished = true
        }
        input.rowsLeft = input.isFinished ? 0 : input.rowsLeft - rows.count
        return rows
    }

    private static func nextRow(_ input: inout Input) throws -> ReadRow? {
        let row = input.reader == nil ? input.buffered.popLast() : try input.reader?.next()
        input.isFinished = row == nil
        return row
    }
}

// MARK: - The thread that writes

extension ReadAhead {
    /// Returns the next part in the order of the input, waiting for it; `nil` at the end of the batch.
    ///
    /// - Throws: What the input stumbled over, after all that came before it; `CancellationError`.
    func next() throws -> [AnalyzedRow]? {
        while true {
            let (rows, isAtEnd) = try output.withLock { output in
                if output.failure is CancellationError { throw CancellationError() }
                let rows = output.done.removeValue(forKey: output.writtenParts)
                if rows != nil { output.writtenParts += 1 }
                let isAtEnd = rows == nil && output.parts == output.writtenParts
                if isAtEnd, let failure = output.failure { throw failure }
                return (rows, isAtEnd)
            }
            if rows != nil || isAtEnd {
                room.signal()
                return rows
            }
            arrivals.wait()
        }
    }

    /// Returns the next rejected rows, passing over messages; empty at the end of the batch.
    func nextRejected() throws -> [AnalyzedRow] {
        try input.withLock { input in
            while case let rows = Self.readPart(&input), !rows.isEmpty {
                let rejected = rows.compactMap { row -> AnalyzedRow? in
                    if case .rejected(let row) = row { .rejected(row) } else { nil }
                }
                if !rejected.isEmpty { return rejected }
            }
            if let failure = input.failure { throw failure }
            return []
        }
    }

    /// Ends a batch that nobody wants any longer.
    func cancel() {
        output.withLock { $0.failure = CancellationError() }
        arrivals.signal()
    }
}
