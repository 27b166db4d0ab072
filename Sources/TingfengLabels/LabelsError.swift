/// What can go wrong when labels are read or made.
public enum LabelsError: Error, Equatable, Sendable {
    /// A model or table file could not be opened or mapped; `code` is the system's `errno`.
    case unreadableFile(path: String, code: Int32)
    /// A file is not what it should be: wrong magic, version, length or checksum.
    case damagedFile(path: String, reason: String)
    /// A file could not be written; `code` is the system's `errno`.
    case unwritableFile(path: String, code: Int32)
    /// A row of a taxonomy or region table breaks a rule of the table.
    case badTableRow(row: Int, reason: String)
    /// Training cannot start: too few samples or classes.
    case tooLittleTrainingData(samples: Int, classes: Int)
    /// Training cannot start: so many samples would not fit in memory.
    case tooMuchTrainingData(samples: Int, limit: Int)
}

extension LabelsError: CustomStringConvertible {
    /// One sentence: what, where, what to do.
    public var description: String {
        switch self {
        case .unreadableFile(let path, let code):
            "无法读取文件 \(path)（系统错误 \(code)），请检查路径和权限。"
        case .damagedFile(let path, let reason):
            "文件 \(path) 不可用：\(reason)，请重新训练或重新安装该文件。"
        case .unwritableFile(let path, let code):
            "无法写入文件 \(path)（系统错误 \(code)），请检查目录权限和磁盘空间。"
        case .badTableRow(let row, let reason):
            "表格第 \(row) 行有误：\(reason)，请改正后重试。"
        case .tooLittleTrainingData(let samples, let classes):
            "训练数据不足：只有 \(samples) 条样本、\(classes) 个类别，至少需要 10 条样本和 2 个类别。"
        case .tooMuchTrainingData(let samples, let limit):
            "训练数据过多：\(samples) 条样本（含类名）超过上限 \(limit) 条（内存随条数的平方增长），请抽取一部分再训练。"
        }
    }
}
