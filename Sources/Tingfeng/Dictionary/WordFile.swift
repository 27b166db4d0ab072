import Foundation
public import TingfengText

/// A user word file (用户词典) that is being changed: lines `word[TAB]soft|hard|deny`.
///
/// Comments, blank lines and the order of the lines stay as they are; a new word goes to the end.
public struct WordFile: Sendable {
    /// Where the file is.
    public let path: String
    private var lines: [String]

    /// Reads a file; one that does not exist has no words yet.
    ///
    /// - Throws: `TextError` if a line has another form, `CocoaError` if it cannot be read.
    public init(path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            lines = []
            return
        }
        _ = try UserWords(contentsOf: path)
        lines = try String(contentsOfFile: path, encoding: .utf8).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        ).map(String.init)
        if lines.last == "" { lines.removeLast() }
    }

    /// The words in the order of the file.
    public var entries: [UserWord] {
        lines.compactMap { line in
            guard let word = Self.word(line) else { return nil }
            let strength = line.split(separator: "\t").dropFirst().first
            return UserWord(word, strength.flatMap { .init(rawValue: String($0)) } ?? .soft)
        }
    }

    /// Takes a word, in place of the line that has it already.
    public mutating func set(_ entry: UserWord) {
        let line = "\(entry.word)\t\(entry.strength.rawValue)"
        if let index = lines.lastIndex(where: { Self.word($0) == entry.word }) {
            lines[index] = line
        } else {
            lines.append(line)
        }
    }

    /// Removes a word; returns whether it was there.
    public mutating func remove(_ word: String) -> Bool {
        let count = lines.count
        lines.removeAll { Self.word($0) == word }
        return lines.count < count
    }

    /// Writes the file whole, so that no reader sees half of it.
    public func write() throws {
        let text = lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    private static func word(_ line: String) -> String? {
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        return line.split(separator: "\t").first.map(String.init)
    }
}
