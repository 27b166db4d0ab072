import Foundation
import Testing

/// Compares output with a file in `Snapshots/` and prints where they differ.
///
/// To accept new output after it was read with care, run the tests once with
/// `TINGFENG_RECORD_SNAPSHOTS=1`.
func expectSnapshot(
    _ output: String,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = Repository.snapshots.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["TINGFENG_RECORD_SNAPSHOTS"] != nil {
        return try Data(output.utf8).write(to: file)
    }
    // Not `String(contentsOf:)`, which drops a byte order mark.
    guard let expected = (try? Data(contentsOf: file)).map({ String(decoding: $0, as: UTF8.self) })
    else {
        Issue.record("there is no snapshot \(name)", sourceLocation: sourceLocation)
        return
    }
    guard expected != output else { return }
    Issue.record(
        "\(name) differs (- expected, + seen):\n\(difference(expected, output))",
        sourceLocation: sourceLocation
    )
}

/// Lines that stand in one text only, in the order of the texts.
private func difference(_ expected: String, _ seen: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = seen.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old).sorted { position($0) < position($1) }
    return changes.map { change in
        switch change {
        case .remove(let line, let text, _): "\(line + 1) - \(text)"
        case .insert(let line, let text, _): "\(line + 1) + \(text)"
        }
    }.joined(separator: "\n")
}

private func position(_ change: CollectionDifference<Substring>.Change) -> (Int, Int) {
    switch change {
    case .remove(let line, _, _): (line, 0)
    case .insert(let line, _, _): (line, 1)
    }
}
