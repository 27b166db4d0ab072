import Foundation
import GRDB
import Tingfeng
import TingfengLabels

/// Writes the rows of one batch, hidden until ``BatchClosing`` sets its end mark.
struct BatchWriter {
    let batch: Int64
    private let input: BatchInput
    let options: IngestOptions
    /// As-of of the newest stored detect run: later messages arrive at the clock's time.
    let newestDetection: Int64?
    let clock: @Sendable () -> Int64
    /// Whether messages are assigned to matters in the order in which they come, because the input stands in the
    /// order of arrival; the others wait until all are there.
    let isMatching: Bool
    var memberships: MembershipWriter
    /// New messages that are to be matched.
    private var newcomers: [StoredMatcher.Newcomer] = []
    private(set) var report = IngestReport()
    private var names = Names()
    private var nextID: Int64

    /// Whether too many rows are bad, so that only these are kept.
    var isRefusing = false

    init(
        _ db: Database,
        batch: Int64,
        input: BatchInput,
        isInOrder: Bool,
        options: IngestOptions,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        self.batch = batch
        self.input = input
        memberships = try MembershipWriter(db, batch: batch)
        self.options = options
        self.clock = clock
        newestDetection = try Int64.fetchOne(db, sql: "SELECT max(as_of) FROM detect_run")
        // After a detect run some messages arrive by the clock and some by their event.
        isMatching = isInOrder && newestDetection == nil
        // Ids are taken in order, so that one thread and many give the same bytes.
        let last = try Int64.fetchOne(
            db,
            sql: "SELECT seq FROM sqlite_sequence WHERE name = 'message'"
        )
        nextID = (last ?? 0) + 1
    }

    /// Stores analysed rows.
    mutating func add(_ db: Database, _ rows: [AnalyzedRow]) throws {
        for row in rows {
            switch row {
            case .message(let analyzed): try add(db, analyzed)
            case .rejected(let rejected): try addRejected(db, rejected)
            }
        }
    }

    private mutating func add(_ db: Database, _ analyzed: AnalyzedMessage) throws {
        let outcome = try store(db, analyzed)
        report.count(outcome, isListed: options.listsOutcomes)
    }

    private mutating func store(_ db: Database, _ analyzed: AnalyzedMessage) throws -> RowOutcome {
        let source = try names.id(db, .source, analyzed.message.source)
        guard let stored = try StoredRevision.newest(db, source, analyzed.message.id) else {
            let arrival = arrivalOfNew(analyzed.message)
            try insert(db, analyzed, source: source, origin: nextID, rev: 1, arrivedAt: arrival)
            return .new
        }
        if stored.contentHMAC == analyzed.contentHMAC { return .same }
        switch options.onConflict {
        case .skip:
            return .same
        case .error:
            let row = report.read + 1
            try quarantine(
                db,
                RejectedRow(conflicting: analyzed.message, file: input.file, row: row)
            )
            return .rejected
        case .update:
            let arrival = arrivalOfUpdate(analyzed.message, after: stored.arrivedAt)
            try insert(
                db,
                analyzed,
                source: source,
                origin: stored.origin,
                rev: stored.rev + 1,
                arrivedAt: arrival
            )
            return .updated
        }
    }

    private mutating func addRejected(_ db: Database, _ row: RejectedRow) throws {
        try quarantine(db, row)
        report.count(.rejected, isListed: options.listsOutcomes)
    }

    private func quarantine(_ db: Database, _ row: RejectedRow) throws {
        let keeper = QuarantineRecord.Keeper(
            batch: batch,
            source: input.source,
            isRefusing: isRefusing
        )
        try keeper.keep(db, row, at: clock())
    }

    /// Marks how far the batch has come.
    func markProgress(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE batch SET progress = ?, read = ?, new = ?, updated = ?, same = ?, rejected = ?
                WHERE id = ?
                """,
            arguments: [
                report.read, report.read, report.new, report.updated, report.same, report.rejected,
                batch,
            ]
        )
    }

    // MARK: - Rows

    private mutating func insert(
        _ db: Database,
        _ analyzed: AnalyzedMessage,
        source: Int,
        origin: Int64,
        rev: Int,
        arrivedAt: Int64
    ) throws {
        let record = MessageRecord(
            id: nextID,
            origin: origin,
            batch: batch,
            source: source,
            rev: rev,
            arrivedAt: arrivedAt,
            ingestedAt: clock()
        )
        nextID += 1
        try record.insert(db, analyzed)
        try insertWaiting(db, analyzed, record)
        guard isMatching, rev == 1 else { return }
        newcomers.append(
            StoredMatcher.Newcomer(
                message: record.id,
                source: analyzed.message.source,
                externalID: analyzed.message.id,
                createdAt: analyzed.message.createdAt,
                arrivedAt: arrivedAt,
                features: analyzed.features
            )
        )
    }

    /// Hands over the new messages that are to be matched.
    mutating func takeNewcomers() -> [StoredMatcher.Newcomer] {
        defer { newcomers = [] }
        return newcomers
    }

    /// Leaves what matching and counting need in the order of arrival.
    private mutating func insertWaiting(
        _ db: Database,
        _ analyzed: AnalyzedMessage,
        _ record: MessageRecord
    ) throws {
        let message = analyzed.message
        let label = analyzed.label
        try db.cachedStatement(
            sql: """
                INSERT INTO waiting(
                    message, origin, rev, batch, arrived_at, created_at, external_id, category, path,
                    probability, abstained, model, region, source, kind, unit, caller, urgency, up,
                    features
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.id, record.origin, record.rev, batch, record.arrivedAt, message.createdAt,
            message.id, try names.id(db, .category, label.countedPath), label.path,
            label.probability, label.isAbstained, label.model,
            try names.id(db, .region, analyzed.region), record.source,
            try names.id(db, .kind, analyzed.countedKind.rawValue),
            message.unit, message.callerHash, analyzed.countedUrgency, message.up,
            isMatching ? Data() : Data(analyzed.features.encoded),
        ])
    }

    // MARK: - Arrival (PRODUCT §5.8)

    private func arrivalOfNew(_ message: Message) -> Int64 {
        if let arrived = message.arrivedAt { return arrived }
        switch options.arrival {
        case .event: return message.createdAt
        case .now: return clock()
        case .auto:
            let isHistory = newestDetection.map { message.createdAt > $0 } ?? true
            return isHistory ? message.createdAt : clock()
        }
    }

    /// A change arrives when it is told, never before what it changes.
    private func arrivalOfUpdate(_ message: Message, after stored: Int64) -> Int64 {
        if let arrived = message.arrivedAt, arrived > stored { return arrived }
        return max(options.arrival == .event ? message.createdAt : clock(), stored + 1)
    }
}

/// The newest stored revision of a message.
private struct StoredRevision {
    var origin: Int64
    var rev: Int
    var arrivedAt: Int64
    var contentHMAC: String

    static func newest(_ db: Database, _ source: Int, _ externalID: String) throws -> Self? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT origin, rev, arrived_at, content_hmac FROM message
                WHERE source = ? AND external_id = ? ORDER BY rev DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [source, externalID]).map { row in
            Self(origin: row[0], rev: row[1], arrivedAt: row[2], contentHMAC: row[3])
        }
    }
}
