import Tingfeng

/// A row ready to be written.
enum AnalyzedRow: Sendable {
    case message(AnalyzedMessage)
    case rejected(RejectedRow)
}

/// Hands out the rows of an input in parts to several workers, and takes what they made of them back
/// into the order of the input.
///
/// Workers run at most `window` parts ahead of the writer, so memory does not grow with the file.
/// Parts are small and the window as deep as what one worker analyses while a chunk is written, so
/// that neither side waits while there is anything to do.
actor ReadAhead {
    /// Some rows with their place in the input.
    struct Part: Sendable {
        var number: Int
        var rows: [ReadRow]
    }

    private static let mostPartRows = 250
    /// The less is left to write when all is analysed, the shorter one thread works alone.
    private static let window = 6

    private var reader: MessageReader?
    /// Rows in memory, last first, where there is no reader.
    private var buffered: [ReadRow]
    /// Whether the input has been read to its end.
    private(set) var isFinished = false

    /// Rows that the batch at hand may still take.
    private var rowsLeft = 0
    private var partRows = mostPartRows
    private var takenParts = 0
    private var writtenParts = 0
    private var done: [Int: [AnalyzedRow]] = [:]
    private var failure: (any Error)?
    private var isCancelled = false
    private var idleWorkers: [CheckedContinuation<Void, Never>] = []
    private var idleWriter: CheckedContinuation<Void, Never>?

    init(_ reader: consuming sending MessageReader) {
        self.reader = consume reader
        buffered = []
    }

    init(rows: [ReadRow]) {
        reader = nil
        buffered = rows.reversed()
    }

    /// Begins a batch of so many rows at most, handed out in parts no larger than a chunk.
    func beginBatch(rows: Int, chunk: Int) {
        rowsLeft = rows
        partRows = min(chunk, Self.mostPartRows)
    }

    /// Ends a batch, so that no worker waits any longer.
    func endBatch() {
        rowsLeft = 0
        wakeWorkers()
    }

    /// Ends a batch that nobody wants any longer.
    func cancel() {
        isCancelled = true
        endBatch()
        wakeWriter()
    }

    // MARK: - Workers

    /// Returns rows to analyse, waiting where the writer is too far behind; `nil` at the end.
    func take() async -> Part? {
        while takenParts - writtenParts >= Self.window, rowsLeft > 0 {
            await withCheckedContinuation { idleWorkers.append($0) }
        }
        let rows = readPart()
        guard !rows.isEmpty else {
            wakeWriter()
            return nil
        }
        defer { takenParts += 1 }
        return Part(number: takenParts, rows: rows)
    }

    /// Takes an analysed part back.
    func put(_ rows: [AnalyzedRow], number: Int) {
        done[number] = rows
        if number == writtenParts { wakeWriter() }
    }

    // MARK: - Writer

    /// Returns the next part in the order of the input, `nil` at the end of the batch.
    func next() async throws -> [AnalyzedRow]? {
        while true {
            if isCancelled { throw CancellationError() }
            if let rows = done.removeValue(forKey: writtenParts) {
                writtenParts += 1
                wakeWorkers()
                return rows
            }
            if rowsLeft == 0, writtenParts == takenParts {
                if let failure { throw failure }
                return nil
            }
            await withCheckedContinuation { idleWriter = $0 }
        }
    }

    /// Returns the next rejected rows, passing over messages; empty at the end of the batch.
    func nextRejected() throws -> [AnalyzedRow] {
        while case let rows = readPart(), !rows.isEmpty {
            let rejected = rows.compactMap { row -> AnalyzedRow? in
                if case .rejected(let row) = row { .rejected(row) } else { nil }
            }
            if !rejected.isEmpty { return rejected }
        }
        if let failure { throw failure }
        return []
    }

    // MARK: - Reading

    /// Reads a part; the batch ends with the input or where it cannot be read further.
    private func readPart() -> [ReadRow] {
        var rows: [ReadRow] = []
        let count = min(partRows, rowsLeft)
        rows.reserveCapacity(count)
        do {
            while rows.count < count, let row = try nextRow() { rows.append(row) }
        } catch {
            failure = error
            isFinished = true
        }
        rowsLeft = isFinished ? 0 : rowsLeft - rows.count
        return rows
    }

    private func nextRow() throws -> ReadRow? {
        let row = reader == nil ? buffered.popLast() : try reader?.next()
        isFinished = row == nil
        return row
    }

    private func wakeWorkers() {
        for worker in idleWorkers { worker.resume() }
        idleWorkers = []
    }

    private func wakeWriter() {
        idleWriter?.resume()
        idleWriter = nil
    }
}
