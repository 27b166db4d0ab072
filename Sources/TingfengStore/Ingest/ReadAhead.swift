import Tingfeng

/// A row ready to be written.
enum AnalyzedRow: Sendable {
    case message(AnalyzedMessage)
    case rejected(RejectedRow)
}

/// Reads and analyses rows a chunk at a time, while the chunk before is written elsewhere.
actor ReadAhead {
    private var reader: MessageReader?
    /// Rows in memory, last first, where there is no reader.
    private var buffered: [ReadRow]
    private let analyzer: MessageAnalyzer
    private let options: IngestOptions
    private(set) var isFinished = false

    init(
        _ reader: consuming sending MessageReader,
        analyzer: MessageAnalyzer,
        options: IngestOptions
    ) {
        self.reader = consume reader
        self.analyzer = analyzer
        self.options = options
        buffered = []
    }

    init(rows: [ReadRow], analyzer: MessageAnalyzer, options: IngestOptions) {
        reader = nil
        self.analyzer = analyzer
        self.options = options
        buffered = rows.reversed()
    }

    /// Returns the next chunk in the order of the input, empty at its end.
    func next() async throws -> [AnalyzedRow] {
        let rows = try read(options.chunk)
        let analyzer = analyzer
        return await inParallel(rows, threads: options.threads) { Self.analyze($0, analyzer) }
    }

    /// Returns the next rejected rows, passing over messages; empty at the end of the input.
    func nextRejected() throws -> [AnalyzedRow] {
        while !isFinished {
            let rejected = try read(options.chunk).compactMap { row -> AnalyzedRow? in
                if case .rejected(let row) = row { .rejected(row) } else { nil }
            }
            if !rejected.isEmpty { return rejected }
        }
        return []
    }

    private func read(_ count: Int) throws -> [ReadRow] {
        var rows: [ReadRow] = []
        rows.reserveCapacity(count)
        while rows.count < count, let row = try nextRow() { rows.append(row) }
        return rows
    }

    private func nextRow() throws -> ReadRow? {
        let row = reader == nil ? buffered.popLast() : try reader?.next()
        isFinished = row == nil
        return row
    }

    private static func analyze(_ rows: [ReadRow], _ analyzer: MessageAnalyzer) -> [AnalyzedRow] {
        var workspace = MessageAnalyzer.Workspace(analyzer)
        return rows.map { row in
            switch row {
            case .message(let message):
                .message(analyzer.analyze(message, workspace: &workspace))
            case .rejected(let rejected):
                .rejected(rejected)
            }
        }
    }
}
