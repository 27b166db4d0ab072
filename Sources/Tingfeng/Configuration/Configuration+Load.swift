internal import Foundation
internal import Yams

extension Configuration {
    /// Reads a configuration file.
    ///
    /// - Throws: `ConfigurationError` for the first mistake found.
    public static func load(path: String) throws -> Configuration {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(path: path, problem: .unreadable)
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw ConfigurationError(path: path, problem: .notUTF8)
        }
        return try Configuration(yaml: text, path: path)
    }

    /// Reads the text of a configuration file; relative paths in it count from the folder of
    /// `path`, which also stands in error messages.
    ///
    /// - Throws: `ConfigurationError` for the first mistake found.
    public init(yaml: String, path: String) throws {
        do {
            guard let root = try compose(yaml: yaml.removingByteOrderMark) else {
                self.init()
                db.folder = folder(of: path)
                return
            }
            try self.init(
                YAMLValue(
                    node: root,
                    file: path,
                    folder: folder(of: path),
                    key: "",
                    mark: root.mark
                )
            )
        } catch let error as YamlError {
            throw ConfigurationError(error, path: path)
        }
    }
}

private func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

extension String {
    fileprivate var removingByteOrderMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }
}

extension ConfigurationError {
    /// Translates what the YAML parser says; its English words stay as the detail.
    fileprivate init(_ error: YamlError, path: String) {
        var mark: Mark?
        var line: Int?
        var key = ""
        var problem = Problem.syntax("\(error)")
        switch error {
        case .scanner(_, let words, let place, _), .parser(_, let words, let place, _),
            .composer(_, let words, let place, _):
            mark = place
            problem = .syntax(words)
        case .duplicatedKeysInMapping(let keys, let context):
            mark = context.mark
            key = keys.first ?? ""
            problem = .duplicateKey
        case .reader(let words, let offset, _, let yaml):
            line = offset.map { 1 + yaml.prefix($0).count(where: \.isNewline) }
            problem = .syntax(words)
        default:
            break
        }
        self.init(
            path: path,
            line: mark?.line ?? line,
            column: mark?.column,
            key: key,
            problem: problem
        )
    }
}
