import GRDB
public import Tingfeng
import TingfengLabels
import TingfengText

/// Takes message files into a database: one file is one batch, stored whole or not at all.
///
///     let ingest = Ingest(store: store, analyzer: analyzer, options: IngestOptions())
///     let report = try await ingest.run(file: "export.csv", reading: ReaderOptions())
///
/// Pass 1 reads without writing and decides `maxBad`; pass 2 reads and analyses the next chunk
/// while the one before is written, in transactions of bounded size, hidden until the end mark.
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
    ///   cannot take it. Whatever was stored before stays as it was.
    public func run(file: String, reading: ReaderOptions) async throws -> IngestReport {
        if options.isDryRun {
            return try BatchCheck(file: file, reading: reading, maxBad: options.maxBad).report
        }
        let lock = try IngestLock(besideDatabase: store.path)
        defer { withExtendedLifetime(lock) {} }
        try recover()
        if file == "-" { return try await runStream(file, reading) }
        let check = try BatchCheck(file: file, reading: reading, maxBad: options.maxBad)
        let source = ReadAhead(
            try MessageReader(path: file, options: reading),
            analyzer: analyzer,
            options: options
        )
        if check.report.isAborted { return try await quarantineOnly(file, source, check) }
        var report = try await runBatch(file, source, rows: .max, isInOrder: check.isInOrder)
        report.droppedColumns = check.report.droppedColumns
        return report
    }

    /// Takes in messages that are in memory already, such as the body of an HTTP request.
    public func run(messages: [Message], rejected: [RejectedRow], name: String) async throws
        -> IngestReport
    {
        let lock = try IngestLock(besideDatabase: store.path)
        defer { withExtendedLifetime(lock) {} }
        try recover()
        let rows = messages.map(ReadRow.message) + rejected.map(ReadRow.rejected)
        let source = ReadAhead(rows: rows, analyzer: analyzer, options: options)
        return try await runBatch(name, source, rows: .max, isInOrder: false)
    }

    /// Reads quarantined rows again, by a map that has been mended; what becomes a message leaves
    /// the quarantine, the rest stays there.
    public func retry(_ rows: [QuarantineRecord], reading: ReaderOptions) async throws
        -> IngestReport
    {
        var assembler = MessageAssembler(options: reading)
        var messages: [Message] = []
        var mended: [Int64] = []
        for row in rows {
            let read = assembler.assemble(cells: row.cellTexts, file: row.file, row: row.row)
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
        let source = ReadAhead(
            try MessageReader(path: file, options: reading),
            analyzer: analyzer,
            options: options
        )
        var total = IngestReport()
        while await !source.isFinished {
            total.add(try await runBatch(file, source, rows: options.chunk, isInOrder: false))
        }
        total.isAborted = !options.maxBad.allows(bad: total.rejected, of: total.read)
        return total
    }

    // MARK: - One batch

    private func runBatch(
        _ file: String,
        _ source: ReadAhead,
        rows: Int,
        isInOrder: Bool
    ) async throws -> IngestReport {
        let batch = try openBatch(file)
        var writer = try writer(batch, isMatching: isInOrder)
        var pending = try await source.next()
        while !pending.isEmpty {
            let isLast = writer.report.read + pending.count >= rows
            async let following = isLast ? [] : source.next()
            try write(pending, &writer)
            progress(writer.report.read)
            pending = try await following
        }
        if !writer.isMatching { try BatchMatching(store: store, batch: batch).run(&writer.matcher) }
        try store.write { db in
            try writer.matcher.saveProfiles(db)
            try BatchClosing(batch: batch, endedAt: clock()).run(db)
        }
        return writer.report
    }

    private func writer(_ batch: Int64, isMatching: Bool) throws -> BatchWriter {
        try store.read { db in
            try BatchWriter(
                db,
                batch: batch,
                options: options,
                isMatching: isMatching,
                clock: clock
            )
        }
    }

    private func openBatch(_ file: String) throws -> Int64 {
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO batch(file, model, started_at, state) VALUES (?, ?, ?, 'open')
                    """,
                arguments: [file, analyzer.model, clock()]
            )
            return db.lastInsertedRowID
        }
    }

    private func write(_ rows: [AnalyzedRow], _ writer: inout BatchWriter) throws {
        // In place: a copy of the matcher for each chunk would cost more than the chunk.
        try store.write { db in
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
        _ file: String,
        _ source: ReadAhead,
        _ check: BatchCheck
    ) async throws -> IngestReport {
        let batch = try openBatch(file)
        var writer = try writer(batch, isMatching: false)
        while case let rows = try await source.nextRejected(), !rows.isEmpty {
            try write(rows, &writer)
        }
        try store.write { db in
            try db.execute(
                sql: "UPDATE batch SET state = 'aborted', ended_at = ? WHERE id = ?",
                arguments: [clock(), batch]
            )
        }
        return check.report
    }
}

/// The first pass over a file: how many rows are bad, whether that is too many, and whether the
/// rows stand in the order in which they are to be matched.
private struct BatchCheck {
    private(set) var report = IngestReport()
    private(set) var isInOrder = true
    private var last = (Int64.min, Int64.min, "")

    init(file: String, reading: ReaderOptions, maxBad: MaxBad) throws {
        var unmasked = reading
        // Nothing of this pass is kept, so nothing needs to be masked or hashed.
        unmasked.mask = PersonalDataMask(kinds: [])
        unmasked.hashKey = nil
        do {
            try read(MessageReader(path: file, options: unmasked))
        } catch ReaderError.missingColumn(let path, let field, let headers) {
            // Without a header line the first row stands here.
            let shown = headers.map { reading.mask.mask($0).text }
            throw ReaderError.missingColumn(path: path, field: field, headers: shown)
        }
        report.isAborted = !maxBad.allows(bad: report.rejected, of: report.read)
    }

    private mutating func read(_ reader: consuming MessageReader) throws {
        while let row = try reader.next() {
            report.read += 1
            switch row {
            case .message(let message): note(message)
            case .rejected: report.rejected += 1
            }
        }
        report.droppedColumns = reader.header.dropped
    }

    private mutating func note(_ message: Message) {
        let place = (message.arrivedAt ?? message.createdAt, message.createdAt, message.id)
        if place < last { isInOrder = false }
        last = place
    }
}
