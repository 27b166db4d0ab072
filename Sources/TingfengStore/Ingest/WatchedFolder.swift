import Foundation
import Tingfeng

/// A folder whose finished files are to be taken in, each once (守望目录).
///
/// A file is finished when neither its size nor its time has changed between two looks. It has been
/// taken when a complete batch has its name, size and time, so that a restarted process goes on
/// where the one before stopped, and a file that was changed counts as a new one.
public struct WatchedFolder: Sendable {
    /// Path of the folder as given.
    public let path: String
    /// What the look before found.
    private var seen: [String: FileMark] = [:]

    /// Ends of names that a table of messages may have, `.gz` aside.
    private static let forms: Set = ["csv", "tsv", "txt", "jsonl", "ndjson", "json", "xlsx"]

    /// Watches a folder.
    ///
    /// - Throws: ``ReaderError/unreadable(path:reason:)`` if there is no such folder.
    public init(path: String) throws {
        self.path = path
        _ = try Self.names(in: path)
    }

    /// Looks again and returns the paths of finished files that no batch has taken, by name.
    public mutating func finishedFiles(_ store: Store) throws -> [String] {
        let before = seen
        seen = [:]
        var finished: [String] = []
        for name in try Self.names(in: path).sorted() where Self.isTable(name) {
            let file = path.hasSuffix("/") ? path + name : path + "/" + name
            guard let mark = FileMark(path: file) else { continue }
            seen[name] = mark
            if before[name] == mark, try !store.hasTaken(file, mark) { finished.append(file) }
        }
        return finished
    }

    private static func names(in path: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw ReaderError.unreadable(path: path, reason: "目录不存在或没有权限")
        }
    }

    /// Hidden files and those still under a name of their own (`.part`, `.tmp`) are not ready.
    private static func isTable(_ name: String) -> Bool {
        var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 2, parts.last == "gz" { parts.removeLast() }
        guard parts.count > 1, let form = parts.last else { return false }
        return !name.hasPrefix(".") && forms.contains(String(form))
    }
}
