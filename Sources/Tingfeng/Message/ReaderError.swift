/// Why a file cannot be read as messages at all; a bad row is a `RejectedRow` instead.
public enum ReaderError: Error, Equatable, Sendable {
    case unreadable(path: String, reason: String)
    /// Not text in rows; `reason` says what it looks like and what to do.
    case notATable(path: String, reason: String)
    case missingColumn(path: String, field: MessageField, headers: [String])
    case noSuchSheet(path: String, sheet: String, sheets: [String])
    /// A compressed file that breaks off or contradicts itself; `part` names the entry, if any.
    case damaged(path: String, part: String?)
    /// A compressed file that would unpack to more than the limits allow.
    case tooLargeUnpacked(path: String, megabytes: Int)
    case unknownPreset(name: String)
    case badMap(path: String, line: Int, problem: String)
}

extension ReaderError: CustomStringConvertible {
    /// One Chinese sentence: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "无法读取 \(path)：\(reason)；请检查路径和权限。"
        case .notATable(let path, let reason):
            "\(path) 不是表格:\(reason)。"
        case .missingColumn(let path, let field, let headers):
            """
            \(path) 没有必需字段 \(field.rawValue) 的列，看到的表头是：\(Self.list(headers));\
            请用 --map 指定列名，或换一个 --preset。
            """
        case .noSuchSheet(let path, let sheet, let sheets):
            "\(path) 没有名为 \(sheet) 的工作表，现有：\(Self.list(sheets))；请改 --sheet。"
        case .damaged(let path, let part):
            "\(path)\(part.map { " 中的 \($0)" } ?? "") 已损坏或不完整；请重新导出或重新传输该文件。"
        case .tooLargeUnpacked(let path, let megabytes):
            "\(path) 解压后超过 \(megabytes) MB 或压缩比异常，疑为压缩炸弹，已拒绝读取；请另存为 CSV 后重试。"
        case .unknownPreset(let name):
            """
            没有名为 \(name) 的预设；可用的有：\
            \(Self.list(FieldPreset.allCases.map(\.rawValue)))。
            """
        case .badMap(let path, let line, let problem):
            "映射文件 \(path) 第 \(line) 行：\(problem)；请改正后重试。"
        }
    }

    /// At most 40 names of at most 40 characters each, since a broken file may have any header.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(40).map { name in
            String(
                String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 }.prefix(40))
            )
        }
        return shown.joined(separator: "、") + (names.count > 40 ? "……" : "")
    }
}

extension FieldPreset {
    /// Returns the preset of that name, or throws the list of names.
    public init(named name: String) throws(ReaderError) {
        guard let preset = FieldPreset(rawValue: name) else { throw .unknownPreset(name: name) }
        self = preset
    }
}
