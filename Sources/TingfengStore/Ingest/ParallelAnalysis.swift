import Tingfeng

/// Analyses the rows of a batch on several threads while one writes them.
struct ParallelAnalysis {
    let source: ReadAhead
    let analyzer: MessageAnalyzer
    /// Threads that analyse; the result does not depend on their number.
    let threads: Int

    /// Calls `write` with at least `chunk` rows at a time, fewer at the end, in the order of the
    /// input, until `limit` rows have been taken or the input ends.
    func forEachChunk(
        of chunk: Int,
        limit: Int,
        _ write: ([AnalyzedRow]) async throws -> Void
    ) async throws {
        await source.beginBatch(rows: limit, chunk: chunk)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(threads, 1) {
                group.addTask { [source, analyzer] in await Self.work(source, analyzer) }
            }
            do {
                try await writeAll(chunk, write)
            } catch {
                await source.endBatch()
                throw error
            }
        }
    }

    private func writeAll(
        _ chunk: Int,
        _ write: ([AnalyzedRow]) async throws -> Void
    ) async throws {
        var pending: [AnalyzedRow] = []
        while let rows = try await source.next() {
            pending += rows
            guard pending.count >= chunk else { continue }
            try await write(pending)
            pending.removeAll(keepingCapacity: true)
        }
        if !pending.isEmpty { try await write(pending) }
    }

    private static func work(_ source: ReadAhead, _ analyzer: MessageAnalyzer) async {
        var workspace = MessageAnalyzer.Workspace(analyzer)
        while let part = await source.take() {
            let rows = part.rows.map { row -> AnalyzedRow in
                switch row {
                case .message(let message):
                    .message(analyzer.analyze(message, workspace: &workspace))
                case .rejected(let rejected): .rejected(rejected)
                }
            }
            await source.put(rows, number: part.number)
        }
    }
}
