/// How a batch is taken in.
public struct IngestOptions: Sendable {
    /// What to do with a message that is stored already but has changed.
    public enum Conflict: String, Sendable, CaseIterable {
        case update, skip, error
    }

    /// When messages without a mapped arrival column count as known (PRODUCT §5.8).
    public enum Arrival: String, Sendable, CaseIterable {
        /// Event time for history, the clock for everything later.
        case auto
        case event, now
    }

    /// What to do with a stored message that comes again changed.
    public var onConflict = Conflict.update
    /// When messages without an arrival time count as known.
    public var arrival = Arrival.auto
    /// How many rows may be bad before none of the batch is stored; by default 1 %.
    public var maxBad = MaxBad.share(0.01)
    /// Whether to only read and count; nothing is written.
    public var isDryRun = false
    /// Threads that analyse messages; the result does not depend on their number.
    public var threads = 2
    /// Rows of one transaction.
    public var chunk = 2_000
    /// Whether the report tells what became of each row; memory then grows with the batch.
    public var listsOutcomes = false

    /// Makes the default options.
    public init() {}
}

/// How many bad rows a batch may have before none of it is stored: a share or a number.
public enum MaxBad: Sendable, Equatable {
    case share(Double)
    case rows(Int)

    /// Never fewer than this many bad rows are allowed where a share was asked.
    public static let least = 10

    /// Reads `1%`, `0.01` or `25`.
    public init?(_ text: String) {
        if text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100) ~= percent {
            self = .share(percent / 100)
        } else if let rows = Int(text), rows >= 0 {
            self = .rows(rows)
        } else if let share = Double(text), (0..<1) ~= share {
            self = .share(share)
        } else {
            return nil
        }
    }

    /// Whether a batch of `read` rows may be stored although `bad` of them are rejected.
    public func allows(bad: Int, of read: Int) -> Bool {
        switch self {
        case .share(let share): bad <= max(Self.least, Int(share * Double(read)))
        case .rows(let rows): bad <= rows
        }
    }
}

/// What became of one row; the raw value is what is printed.
public enum RowOutcome: String, Sendable, CaseIterable {
    case new, updated, same, rejected
}

/// What became of the rows of a batch.
public struct IngestReport: Sendable, Equatable {
    /// Rows read, rejected ones included.
    public var read = 0
    /// Messages stored for the first time.
    public var new = 0
    /// Stored messages that got a new revision.
    public var updated = 0
    /// Messages left as stored: unchanged, or changed but skipped on conflict.
    public var same = 0
    /// Rows that went into quarantine (拒收行).
    public var rejected = 0
    /// Too many rows were bad: no message was stored.
    public var isAborted = false
    /// Columns of the input that no field takes.
    public var droppedColumns: [String] = []
    /// What became of each row in order, if ``IngestOptions/listsOutcomes`` asks for it.
    public var outcomes: [RowOutcome] = []

    /// Makes a report of no rows.
    public init() {}

    /// Counts one row.
    mutating func count(_ outcome: RowOutcome, isListed: Bool) {
        read += 1
        switch outcome {
        case .new: new += 1
        case .updated: updated += 1
        case .same: same += 1
        case .rejected: rejected += 1
        }
        if isListed { outcomes.append(outcome) }
    }

    /// Adds the counts of another batch.
    public mutating func add(_ other: IngestReport) {
        read += other.read
        new += other.new
        updated += other.updated
        same += other.same
        rejected += other.rejected
        isAborted = isAborted || other.isAborted
        droppedColumns += other.droppedColumns.filter { !droppedColumns.contains($0) }
    }
}
