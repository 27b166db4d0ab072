import GRDB

/// What can go wrong with a database, each with its remedy.
public enum StoreError: Error, Equatable, Sendable {
    case notFound(path: String)
    case alreadyExists(path: String)
    case notADatabase(path: String)
    case newerSchema(path: String, found: Int, known: Int)
    case olderSchema(path: String, found: Int)
    case busy(path: String, holder: String)
    case unwritable(path: String, reason: String)
    case diskFull(path: String)
    case damaged(path: String, reason: String)
    case failed(path: String, reason: String)

    /// Translates an error of SQLite.
    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path, holder: "另一个进程")
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self = .unwritable(path: path, reason: reason)
        case .SQLITE_IOERR: self = .unwritable(path: path, reason: reason)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
        default: self = .failed(path: path, reason: reason)
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// One Chinese sentence: what failed, at which path, and what to do.
    public var description: String {
        switch self {
        case .notFound(let path):
            "找不到数据库 \(path)：请用 --db 指定，或先运行 tingfeng init --db \(path)。"
        case .alreadyExists(let path):
            "数据库 \(path) 已经存在，未作任何改动：请换一个路径，或直接用它入库。"
        case .notADatabase(let path):
            "\(path) 不是听风的数据库：请检查 --db 的路径。"
        case .newerSchema(let path, let found, let known):
            "数据库 \(path) 的结构版本是 \(found)，本程序只认识到 \(known)：请换用更新的 tingfeng。"
        case .olderSchema(let path, let found):
            "数据库 \(path) 由 0.1.0 之前的开发版建立（结构版本 \(found)），不能升级：请换一个路径运行 tingfeng init，再把原始文件重新入库。"
        case .busy(let path, let holder):
            "数据库 \(path) 正被\(holder)占用：请等它结束后重试。"
        case .unwritable(let path, let reason):
            "数据库 \(path) 不能读写（\(reason)）：请检查目录是否存在、是否有写权限。"
        case .diskFull(let path):
            "磁盘已满，\(path) 未写入的部分已回滚：请腾出空间后重新运行同一命令。"
        case .damaged(let path, let reason):
            "数据库 \(path) 已损坏（\(reason)）：请从备份恢复。"
        case .failed(let path, let reason):
            "数据库 \(path) 操作失败：\(reason)"
        }
    }
}
