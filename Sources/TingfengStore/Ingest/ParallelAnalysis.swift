import Tingfeng

/// Analyses the rows of a batch on several threads while one writes them.
struct ParallelAnalysis {
    let source: ReadAhead
    let analyzer: MessageAnalyzer
    /// Threads that analyse; the result does not depend on their number.
    let threads: Int

    /// Analyses rows while `body` takes them from the source, until `limit` rows have been taken or
    /// the input ends.
    func whileRunning<Result>(
        inPartsOf chunk: Int,
        limit: Int,
        _ body: () throws -> Result
    ) throws -> Result {
        source.beginBatch(rows: limit, chunk: chunk)
        let workers = (0..<max(threads, 1)).map { _ in
            OwnThread.beginYielding { [source, analyzer] in Self.work(source, analyzer) }
        }
        defer { for worker in workers { try? worker.wait() } }
        do {
            return try body()
        } catch {
            source.endBatch()
            throw error
        }
    }

    private static func work(_ source: ReadAhead, _ analyzer: MessageAnalyzer) {
        var workspace = MessageAnalyzer.Workspace(analyzer)
        while let part = source.take() {
            let rows = part.rows.map { row -> AnalyzedRow in
                switch row {
                case .message(let message):
                    .message(analyzer.analyze(message, workspace: &workspace))
                case .rejected(let rejected): .rejected(rejected)
                }
            }
            source.put(rows, number: part.number)
        }
    }
}

/// The analysed rows of a batch in the order of the input.
struct AnalyzedParts: Sendable {
    let source: ReadAhead
    /// Rows that are waited for at least; the last part may have fewer.
    let size: Int

    /// Returns the next rows, waiting for them; `nil` at the end of the batch.
    ///
    /// - Throws: What the input stumbled over, `CancellationError` if the batch was cancelled.
    func next() throws -> [AnalyzedRow]? {
        var rows: [AnalyzedRow] = []
        while rows.count < size, let part = try source.next() { rows += part }
        return rows.isEmpty ? nil : rows
    }
}
