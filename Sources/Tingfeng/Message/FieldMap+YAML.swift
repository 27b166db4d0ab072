import Foundation
import Yams

extension FieldMap {
    /// Reads a map file: `field: 列名` or `field: [列名, 列名]`, and `extra: [列名]`.
    ///
    /// Fields that the file does not name keep the aliases of `presets`.
    public init(
        contentsOf path: String,
        presets: [FieldPreset] = FieldPreset.allCases
    ) throws(ReaderError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: systemReason(errno == 0 ? ENOENT : errno))
        }
        try self.init(yaml: String(decoding: data, as: UTF8.self), path: path, presets: presets)
    }

    /// Reads the text of a map file; `path` names it in errors.
    public init(
        yaml: String,
        path: String,
        presets: [FieldPreset] = FieldPreset.allCases
    ) throws(ReaderError) {
        self.init(presets: presets)
        guard let root = try Self.compose(yaml, path: path) else { return }
        guard let mapping = root.mapping else {
            throw .badMap(path: path, line: root.mark?.line ?? 1, problem: "应为“字段: 列名”的列表")
        }
        for (key, value) in mapping {
            try add(key: key, value: value, path: path)
        }
    }

    private static func compose(_ yaml: String, path: String) throws(ReaderError) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw .badMap(path: path, line: error.line ?? 1, problem: "不是合法的 YAML")
        } catch {
            throw .badMap(path: path, line: 1, problem: "不是合法的 YAML")
        }
    }

    private mutating func add(key: Node, value: Node, path: String) throws(ReaderError) {
        let line = key.mark?.line ?? 1
        let name = key.string ?? ""
        guard let headers = Self.headers(value), !headers.isEmpty else {
            throw .badMap(path: path, line: line, problem: "\(name) 后应为列名或列名的列表")
        }
        if name == "extra" {
            extra += headers
        } else if let field = MessageField(rawValue: name) {
            columns[field, default: []] += headers
        } else {
            throw .badMap(path: path, line: line, problem: "没有名为 \(name) 的字段")
        }
    }

    private static func headers(_ value: Node) -> [String]? {
        if let scalar = value.scalar?.string { return scalar.isEmpty ? [] : [scalar] }
        guard let sequence = value.sequence else { return nil }
        let headers = sequence.compactMap { $0.scalar?.string }
        return headers.count == sequence.count ? headers : nil
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            mark.line
        default: nil
        }
    }
}
