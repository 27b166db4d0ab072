import Foundation
import Tingfeng

/// Writes files that a command was asked for.
enum OutputFile {
    /// Writes the whole file or leaves what was there.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw OutputFailure(
                description: "\(path) 写不进去：请检查目录是否存在、是否有写权限、磁盘是否已满。"
            )
        }
    }
}

/// A file that cannot be written.
struct OutputFailure: Error, CustomStringConvertible {
    let description: String
}
