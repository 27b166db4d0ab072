import Tingfeng

/// What becomes one batch.
struct BatchInput {
    /// Name of the file as given, `-` for the standard input.
    var file: String
    /// Source that all rows were asked to be of.
    var source: String?
    /// The rows, read as they are needed.
    var rows: ReadAhead
    /// Rows taken at most.
    var limit = Int.max
    /// The first pass over the file, under way; without one, rows need not be in any order.
    var check: Task<BatchCheck, any Error>?

    /// Whether rows come as somebody writes them.
    var isStream: Bool { file == "-" }

    /// Whether a transaction may wait for rows.
    ///
    /// Those of a file come at once. A stream may pause, and in a server the threads that are to
    /// analyse may themselves be waiting for the database.
    var mayBeWaitedFor: Bool { check != nil }

    /// Whether the rows stand in the order in which they are to be matched; waits for the first pass.
    ///
    /// - Throws: ``TooManyBadRows``, and what the first pass stumbled over.
    func isInOrder() throws -> Bool {
        guard let check = try check.map(OwnThread.wait) else { return false }
        if check.report.isAborted { throw TooManyBadRows(report: check.report) }
        return check.isInOrder
    }
}

/// What the first pass found in a file that is not taken in.
struct TooManyBadRows: Error {
    let report: IngestReport
}
