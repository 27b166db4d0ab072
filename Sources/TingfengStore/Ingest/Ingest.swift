public import Tingfeng

/// Takes message files into a database: one file is one batch, stored whole or not at all.
///
///     let ingest = Ingest(store: store, analyzer: analyzer, options: IngestOptions())
///     let report = try await ingest.run(file: "export.csv", reading: ReaderOptions())
///
/// Pass 1 reads without writing and decides `maxBad`; pass 2 begins beside it, reads and analyses some
/// parts ahead of what is written, and waits for pass 1 before it writes, in transactions of bounded
/// size, hidden until the end mark.
public struct Ingest: Sendable {
    let store: Store
    let analyzer: MessageAnalyzer
    let options: IngestOptions
    let clock: @Sendable () -> Int64
    /// Told after every chunk how many rows have been read.
    let progress: @Sendable (Int) -> Void

    /// Makes an ingest; `clock` tells the time in seconds since 1970.
    ///
    /// `progress` is called after every chunk with the rows of the batch read so far.
    public init(
        store: Store,
        analyzer: MessageAnalyzer,
        options: IngestOptions,
        clock: @escaping @Sendable () -> Int64,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.store = store
        self.analyzer = analyzer
        self.options = options
        self.clock = clock
        self.progress = progress
    }

    /// Takes in one file; `-` is the standard input, where every chunk is a batch of its own.
    ///
    /// - Throws: `ReaderError` if the file is no table of messages, ``StoreError`` if the database
    ///   cannot take it, `CancellationError` if the task was cancelled. Whatever was stored before
    ///   stays as it was.
    public func run(file: String, reading: ReaderOptions) async throws -> IngestReport {
        if options.isDryRun {
            return try BatchCheck(file: file, reading: reading, maxBad: options.maxBad).report
        }
        let lock = try IngestLock(besideDatabase: store.path)
        defer { withExtendedLifetime(lock) {} }
        try recover()
        if file == "-" { return try await runStream(file, reading) }
        let check = Task { [options] in
            try BatchCheck(file: file, reading: reading, maxBad: options.maxBad)
        }
        do {
            return try await withTaskCancellationHandler {
                try await runFile(file, reading, check)
            } onCancel: {
                check.cancel()
            }
        } catch is CancellationError {
            try recover()
            throw CancellationError()
        }
    }

    private func runFile(
        _ file: String,
        _ reading: ReaderOptions,
        _ check: Task<BatchCheck, any Error>
    ) async throws -> IngestReport {
        do {
            var input = try input(file, reading)
            input.check = check
            var report = try await runBatch(input)
            report.droppedColumns = try await check.value.report.droppedColumns
            return report
        } catch let refusal as TooManyBadRows {
            return try await quarantineOnly(try input(file, reading), refusal.report)
        } catch {
            // Pass 1 says best what is wrong with the file.
            _ = try await check.value
            throw error
        }
    }

    private func input(_ file: String, _ reading: ReaderOptions) throws -> BatchInput {
        let rows = ReadAhead(try MessageReader(path: file, options: reading))
        return BatchInput(file: file, source: reading.source, rows: rows)
    }

    /// Takes in messages that are in memory already, such as the body of an HTTP request.
    public func run(messages: [Message], rejected: [RejectedRow], name: String) async throws
        -> IngestReport
    {
        let lock = try IngestLock(besideDatabase: store.path)
        defer { withExtendedLifetime(lock) {} }
        try recover()
        let rows = messages.map(ReadRow.message) + rejected.map(ReadRow.rejected)
        return try await runBatch(BatchInput(file: name, rows: ReadAhead(rows: rows)))
    }

    /// Reads quarantined rows again, by a map that has been mended; what becomes a message leaves
    /// the quarantine, the rest stays there.
    public func retry(_ rows: [QuarantineRecord], reading: ReaderOptions) async throws
        -> IngestReport
    {
        var assemblers: [String?: MessageAssembler] = [:]
        var messages: [Message] = []
        var mended: [Int64] = []
        for row in rows {
            // Each row belongs to the source that its file was read as, unless another is named.
            var reading = reading
            reading.source = reading.source ?? row.source
            let read = assemblers[reading.source, default: MessageAssembler(options: reading)]
                .assemble(cells: row.cellTexts, file: row.file, row: row.row)
            guard case .message(let message) = read else { continue }
            messages.append(message)
            mended.append(row.id)
        }
        var report = try await run(messages: messages, rejected: [], name: "quarantine")
        try store.markRetried(mended, at: clock())
        report.read = rows.count
        report.rejected = rows.count - mended.count
        return report
    }

    /// Takes back what killed runs left; returns the files concerned.
    @discardableResult
    private func recover() throws -> [String] {
        try store.write { db in try BatchRecovery.run(db) }
    }

    private func runStream(_ file: String, _ reading: ReaderOptions) async throws -> IngestReport {
        var input = try input(file, reading)
        input.limit = options.chunk
        var total = IngestReport()
        while !input.rows.isFinished { total.add(try await runBatch(input)) }
        total.isAborted = !options.maxBad.allows(bad: total.rejected, of: total.read)
        return total
    }

    // MARK: - One batch

    private func runBatch(_ input: BatchInput) async throws -> IngestReport {
        try store.beginLoading()
        do {
            let report = try await load(input)
            try store.endLoading()
            return report
        } catch {
            try store.endLoading()
            throw error
        }
    }

    private func load(_ input: BatchInput) async throws -> IngestReport {
        let analysis = ParallelAnalysis(
            source: input.rows,
            analyzer: analyzer,
            threads: options.threads
        )
        let parts = AnalyzedParts(
            source: input.rows,
            size: input.mayBeWaitedFor ? 1 : options.chunk
        )
        let load = batchLoad(input)
        return try await withTaskCancellationHandler {
            try await OwnThread.run {
                try analysis.whileRunning(inPartsOf: load.options.chunk, limit: input.limit) {
                    try load.run(parts)
                }
            }
        } onCancel: {
            input.rows.cancel()
        }
    }

    private func quarantineOnly(
        _ input: BatchInput,
        _ report: IngestReport
    ) async throws -> IngestReport {
        let load = batchLoad(input)
        try await OwnThread.run { try load.keepRejected() }
        return report
    }

    private func batchLoad(_ input: BatchInput) -> BatchLoad {
        BatchLoad(
            store: store,
            input: input,
            options: options,
            model: analyzer.model,
            clock: clock,
            progress: progress
        )
    }
}
