/// Why the sample stream could not be made.
enum SampleError: Error, CustomStringConvertible {
    case usage(String)
    case missingFile(String)
    case badLine(file: String, line: Int, reason: String)
    case unknownSlot(String)
    case unencodable(String)

    var description: String {
        switch self {
        case .usage(let reason):
            """
            \(reason)
            用法：SampleCity 输出目录 [--seed 数字] [--from 2025-07-01] [--days 365] [--data sample目录]
            """
        case .missingFile(let path): "找不到文件 \(path)，请在仓库根目录运行或用 --data 指明 sample 目录。"
        case .badLine(let file, let line, let reason): "\(file) 第 \(line) 行：\(reason)。"
        case .unknownSlot(let slot): "模板中有未知的槽位 {\(slot)}，请改正 kernels 中的拼写。"
        case .unencodable(let text): "无法用 GB18030 编码：\(text.prefix(30))，请改写该文本。"
        }
    }
}
