import GRDB
import Tingfeng

/// Takes the rows of one batch into the database, on a thread of its own (``OwnThread``).
///
/// Rows are written as they become ready, in transactions of bounded size, and the messages of a
/// part are matched while the next part is written. All stay hidden until the end mark.
struct BatchLoad: Sendable {
    let store: Store
    let input: BatchInput
    let options: IngestOptions
    /// Name of the model that labels.
    let model: String
    let clock: @Sendable () -> Int64
    let progress: @Sendable (Int) -> Void

    /// Writes the analysed rows to the end and sets the end mark.
    func run(_ parts: AnalyzedParts) throws -> IngestReport {
        let isInOrder = try input.isInOrder()
        let batch = try openBatch()
        var writer = try writer(batch, isInOrder: isInOrder)
        var matching = PartMatching(try StoredMatcher(store))
        while let first = try parts.next() {
            try writeChunk(from: first, parts, &writer, &matching)
            progress(writer.report.read)
        }
        if writer.report.read == 0, input.isStream { return try discard(batch) }
        return try close(batch, &writer, &matching)
    }

    /// Writes a part and those after it, up to a chunk, in one transaction.
    private func writeChunk(
        from first: [AnalyzedRow],
        _ parts: AnalyzedParts,
        _ writer: inout BatchWriter,
        _ matching: inout PartMatching
    ) throws {
        let before = writer.report.read
        var part: [AnalyzedRow]? = first
        var assigned = try matching.finish()
        try store.write { db in
            while let rows = part {
                try writer.memberships.write(db, assigned)
                try writer.add(db, rows)
                matching.begin(writer.takeNewcomers())
                let isFull = writer.report.read - before >= options.chunk
                part = isFull || !input.mayBeWaitedFor ? nil : try parts.next()
                assigned = part == nil ? [] : try matching.finish()
            }
            try writer.markProgress(db)
        }
    }

    private func close(
        _ batch: Int64,
        _ writer: inout BatchWriter,
        _ matching: inout PartMatching
    ) throws -> IngestReport {
        let moving = beginMovingLog(writer.report)
        defer { try? moving?.wait() }
        let assigned = try matching.finish()
        let matcher = matching.matcher
        if !writer.isMatching {
            try BatchMatching(store: store, batch: batch).run(matcher, &writer.memberships)
        }
        let (changed, learned) = matcher.learned
        try store.waitForDisk()
        try store.write { db in
            try writer.memberships.write(db, assigned)
            try writer.memberships.saveProfiles(db, of: changed, learned)
            try BatchClosing(batch: batch, endedAt: clock()).run(db)
        }
        return writer.report
    }

    /// Closing a batch leaves one core idle; what stands in the log by then is moved meanwhile.
    private func beginMovingLog(_ report: IngestReport) -> Pending<Void>? {
        guard report.read > options.chunk else { return nil }
        return OwnThread.begin { [store] in try store.moveLogBesideWriter() }
    }

    /// Keeps the bad rows of a batch that has too many, and no message.
    func keepRejected() throws {
        let batch = try openBatch()
        var writer = try writer(batch, isInOrder: false)
        writer.isRefusing = true
        input.rows.beginBatch(rows: .max, chunk: options.chunk)
        while case let rejected = try input.rows.nextRejected(), !rejected.isEmpty {
            try store.write { db in
                try writer.add(db, rejected)
                try writer.markProgress(db)
            }
        }
        try store.write { db in
            try db.execute(
                sql: "UPDATE batch SET state = 'aborted', ended_at = ? WHERE id = ?",
                arguments: [clock(), batch]
            )
        }
    }

    /// A stream that ends at the end of a batch leaves one without rows behind.
    private func discard(_ batch: Int64) throws -> IngestReport {
        try store.write { db in
            try db.execute(sql: "DELETE FROM batch WHERE id = ?", arguments: [batch])
        }
        return IngestReport()
    }

    private func writer(_ batch: Int64, isInOrder: Bool) throws -> BatchWriter {
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

    private func openBatch() throws -> Int64 {
        try store.write { db in
            let mark = FileMark(path: input.file)
            try db.execute(
                sql: """
                    INSERT INTO batch(file, bytes, modified_at, model, started_at, state)
                    VALUES (?, ?, ?, ?, ?, 'open')
                    """,
                arguments: [input.file, mark?.bytes, mark?.modifiedAt, model, clock()]
            )
            return db.lastInsertedRowID
        }
    }
}

/// Matches the messages of one part while the next is written.
private struct PartMatching {
    let matcher: StoredMatcher
    private var pending: Pending<[StoredMatcher.Assigned]>?

    init(_ matcher: StoredMatcher) {
        self.matcher = matcher
    }

    mutating func begin(_ newcomers: [StoredMatcher.Newcomer]) {
        pending = OwnThread.begin { [matcher] in matcher.assign(newcomers) }
    }

    /// Returns where the messages of the part at hand belong; waits for it.
    mutating func finish() throws -> [StoredMatcher.Assigned] {
        defer { pending = nil }
        return try pending?.wait() ?? []
    }
}
