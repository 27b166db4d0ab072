import GRDB
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
        while await !input.rows.isFinished { total.add(try await runBatch(input)) }
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
        return try await analysis.withRows(inPartsOf: options.chunk, limit: input.limit) { chunks in
            let isInOrder = try await input.isInOrder()
            let batch = try openBatch(input.file)
            var writer = try writer(batch, input, isInOrder: isInOrder)
            let matcher = try StoredMatcher(store)
            let assigned = try await writeAll(chunks, &writer, matcher)
            if writer.report.read == 0, input.file == "-" { return try discard(batch) }
            return try await close(batch, &writer, matcher, assigned)
        }
    }

    private func close(
        _ batch: Int64,
        _ writer: inout BatchWriter,
        _ matcher: StoredMatcher,
        _ assigned: [StoredMatcher.Assigned]
    ) async throws -> IngestReport {
        if !writer.isMatching {
            try await BatchMatching(store: store, batch: batch).run(matcher, &writer.memberships)
        }
        let (changed, learned) = await (matcher.changed, matcher.matcher)
        try store.waitForDisk()
        try store.write { db in
            try writer.memberships.write(db, assigned)
            try writer.memberships.saveProfiles(db, of: changed, learned)
            try BatchClosing(batch: batch, endedAt: clock()).run(db)
        }
        return writer.report
    }

    /// Writes the rows of a batch; returns where those of the last chunk belong.
    ///
    /// Each chunk is matched while the next one is written, and its memberships go with that.
    private func writeAll(
        _ chunks: AnalyzedChunks,
        _ writer: inout BatchWriter,
        _ matcher: StoredMatcher
    ) async throws -> [StoredMatcher.Assigned] {
        var matching: Task<[StoredMatcher.Assigned], Never>?
        while let rows = try await chunks.next() {
            try Task.checkCancellation()
            let assigned = await matching?.value ?? []
            try write(rows, assigned, &writer)
            let newcomers = writer.takeNewcomers()
            matching = Task { await matcher.assign(newcomers) }
            progress(writer.report.read)
        }
        return await matching?.value ?? []
    }

    /// A stream that ends at the end of a batch leaves one without rows behind.
    private func discard(_ batch: Int64) throws -> IngestReport {
        try store.write { db in
            try db.execute(sql: "DELETE FROM batch WHERE id = ?", arguments: [batch])
        }
        return IngestReport()
    }

    private func writer(_ batch: Int64, _ input: BatchInput, isInOrder: Bool) throws -> BatchWriter
    {
        try store.read { db in
            try BatchWriter(
                db,
                batch: batch,
                input: input,
                isInOrder: isInOrder,
                options: options,
                clock: clock
            )
        }
    }

    private func openBatch(_ file: String) throws -> Int64 {
        try store.write { db in
            let mark = FileMark(path: file)
            try db.execute(
                sql: """
                    INSERT INTO batch(file, bytes, modified_at, model, started_at, state)
                    VALUES (?, ?, ?, ?, ?, 'open')
                    """,
                arguments: [file, mark?.bytes, mark?.modifiedAt, analyzer.model, clock()]
            )
            return db.lastInsertedRowID
        }
    }

    private func write(
        _ rows: [AnalyzedRow],
        _ assigned: [StoredMatcher.Assigned],
        _ writer: inout BatchWriter
    ) throws {
        try store.write { db in
            try writer.memberships.write(db, assigned)
            for row in rows {
                switch row {
                case .message(let analyzed): try writer.add(db, analyzed)
                case .rejected(let rejected): try writer.addRejected(db, rejected)
                }
            }
            try writer.markProgress(db)
        }
    }

    /// Keeps the bad rows of a batch that has too many, and no message.
    private func quarantineOnly(
        _ input: BatchInput,
        _ report: IngestReport
    ) async throws -> IngestReport {
        let batch = try openBatch(input.file)
        var writer = try writer(batch, input, isInOrder: false)
        writer.isRefusing = true
        await input.rows.beginBatch(rows: .max, chunk: options.chunk)
        while case let rows = try await input.rows.nextRejected(), !rows.isEmpty {
            try write(rows, [], &writer)
        }
        try store.write { db in
            try db.execute(
                sql: "UPDATE batch SET state = 'aborted', ended_at = ? WHERE id = ?",
                arguments: [clock(), batch]
            )
        }
        return report
    }
}
