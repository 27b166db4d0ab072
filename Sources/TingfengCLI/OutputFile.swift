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

    /// Makes a directory, and those above it, where there is none.
    static func makeDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputFailure(description: "目录 \(path) 建不了：请检查是否有写权限、是否有同名文件。")
        }
    }
}

/// A file that cannot be written.
struct OutputFailure: Error, CustomStringConvertible {
    let description: String
}
