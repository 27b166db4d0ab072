/// Why a text is not the JSON that was asked for.
public enum JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not JSON from this 0-based byte on.
    case malformed(offset: Int)
    /// A string that is not UTF-8, or half of a surrogate pair.
    case badText(offset: Int)
    /// The same name twice in one object.
    case duplicateName(String, offset: Int)
    case tooDeep(limit: Int, offset: Int)
    case tooLong(bytes: Int, limit: Int)

    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .malformed(let offset):
            "JSON 第 \(offset + 1) 字节处语法有误，请检查引号、逗号与括号是否成对。"
        case .badText(let offset):
            "JSON 第 \(offset + 1) 字节处的字符串不是有效的 UTF-8，请以 UTF-8 编码重新发送。"
        case .duplicateName(let name, let offset):
            "JSON 第 \(offset + 1) 字节处的字段“\(shortened(VisibleText.oneLine(name), toWidth: 40))”"
                + "重复，请只保留一个。"
        case .tooDeep(let limit, let offset):
            "JSON 第 \(offset + 1) 字节处嵌套超过 \(limit) 层，请减少层数。"
        case .tooLong(let bytes, let limit):
            "JSON 有 \(bytes) 字节，超过上限 \(limit) 字节，请分批发送。"
        }
    }
}
