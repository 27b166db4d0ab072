/// What can go wrong when this module reads its data files.
public enum TextError: Error, Equatable, Sendable {
    /// The file cannot be opened or read; the reason is the system's word for it.
    case unreadableFile(path: String, reason: String)
    /// The file cannot be written.
    case unwritableFile(path: String, reason: String)
    /// The compiled file is cut short, changed, or made by another version.
    case damagedResource(path: String)
    /// A file of numbered sections is not what it should be: magic, version, length or checksum.
    case damagedFile(path: String, reason: String)
    /// A line of a source file does not have the form it must have.
    case invalidLine(path: String, line: Int, expected: String)
    /// ICU has no data for what is asked; the installation is incomplete.
    case missingICUData
}

extension TextError: CustomStringConvertible {
    /// One sentence: what, where, and what to do.
    public var description: String {
        switch self {
        case .unreadableFile(let path, let reason):
            "无法读取文件 \(path)（\(reason)），请检查路径和权限。"
        case .unwritableFile(let path, let reason):
            "无法写入文件 \(path)（\(reason)），请检查目录权限和磁盘空间。"
        case .damagedResource(let path):
            "资源文件 \(path) 已损坏或版本不符，请重新安装，或按 dictionaries/README.md 重建。"
        case .damagedFile(let path, let reason):
            "文件 \(path) 不可用：\(reason)，请重新训练或重新安装该文件。"
        case .invalidLine(let path, let line, let expected):
            "文件 \(path) 第 \(line) 行格式不对，应为“\(expected)”，请改正后重试。"
        case .missingICUData:
            "系统缺少 ICU 数据，请安装 Debian 软件包 libicu72。"
        }
    }
}
