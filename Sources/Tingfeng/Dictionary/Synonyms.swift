import Foundation
public import TingfengText

/// Words that search takes for one another (同义词).
///
/// A file has one group a line, `停水: 没水 断水` or `停水 没水 断水`: a query for any word of a line
/// also finds the others. A word in several lines has the words of all of them, but these do not
/// have one another. Blank lines and lines that begin with "#" count for nothing.
public struct Synonyms: Sendable {
    private var groups: [[UInt16]: [String]] = [:]

    /// Knows no word.
    public init() {}

    /// Reads a synonym file; words are compared in normalised form.
    ///
    /// - Throws: ``SynonymsError``.
    public init(contentsOf path: String, normalizer: Normalizer) throws(SynonymsError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path)
        }
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            let words = line.split { $0.isWhitespace || $0 == ":" || $0 == "：" }.map(String.init)
            guard words.count != 1 else { throw .loneWord(path: path, line: index + 1) }
            add(words, normalizer)
        }
    }

    private mutating func add(_ words: [String], _ normalizer: Normalizer) {
        for word in words {
            let key = normalizer.normalize(word).units
            let known = groups[key] ?? []
            groups[key] = known + words.filter { $0 != word && !known.contains($0) }
        }
    }

    /// Returns the other words that stand for one, given in normalised form, in the order of the
    /// file.
    public func words(for word: [UInt16]) -> [String] {
        groups[word] ?? []
    }
}

/// Why a synonym file cannot be used.
public enum SynonymsError: Error, Equatable, Sendable, CustomStringConvertible {
    case unreadable(path: String)
    case loneWord(path: String, line: Int)

    /// One Chinese sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .unreadable(let path):
            "无法读取同义词表 \(path)：请检查配置 dictionary.synonyms 的路径和权限。"
        case .loneWord(let path, let line):
            "同义词表 \(path) 第 \(line) 行只有一个词：请写成“停水: 没水 断水”。"
        }
    }
}
