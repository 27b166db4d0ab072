/// Finds where the file makes sense again after a record with broken quotes.
///
/// A quote that is never closed would swallow the rest of the file. So the broken record ends at
/// the first line after which two whole records of the right width stand, or where its quotes are
/// balanced at the end of a line, whichever comes first.
struct CSVRecovery {
    let scanner: CSVScanner
    let columns: Int

    /// Longest record that is tried, and bytes tried in all, so that hostile input costs linear
    /// time.
    private static let recordLimit = 1 << 16
    private static let effortLimit = 1 << 24

    /// Returns where the broken record that these bytes belong to ends, or `nil` if they end first.
    ///
    /// `isInsideQuotes` carries the state from one piece of the record to the next.
    func end(
        in bytes: UnsafeBufferPointer<UInt8>,
        isLast: Bool,
        isInsideQuotes: inout Bool
    ) -> Int? {
        var effort = 0
        for i in bytes.indices {
            if bytes[i] == CSVScanner.quote { isInsideQuotes.toggle() }
            guard bytes[i] == CSVScanner.newline else { continue }
            guard isInsideQuotes else { return i + 1 }
            guard effort < Self.effortLimit else { continue }
            if isCleanRun(bytes, at: i + 1, isLast: isLast, effort: &effort) { return i + 1 }
        }
        return nil
    }

    /// Whether two records of the right width stand at `start` (or one that is the last).
    private func isCleanRun(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at start: Int,
        isLast: Bool,
        effort: inout Int
    ) -> Bool {
        var fields: [CSVScanner.Field] = []
        var position = start
        for turn in 0..<2 {
            let end = min(bytes.count, position + Self.recordLimit)
            guard position < end else { return turn > 0 }
            let outcome = scanner.scan(
                UnsafeBufferPointer(rebasing: bytes[..<end]),
                from: position,
                isLast: isLast && end == bytes.count,
                into: &fields
            )
            guard case .record(let next) = outcome, fields.count == columns else {
                effort += end - position
                return false
            }
            effort += next - position
            position = next
        }
        return true
    }
}
