import ArgumentParser
import Tingfeng
import TingfengStore

/// `restore`: a database of a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "由备份恢复数据库；--db 不能已经存在"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: ArgumentHelp("备份文件", valueName: "file")) var file: String

    func run() throws {
        let target = try global.installation.databasePath
        try Store(opening: file).backup(to: target)
        let report = try Store(opening: target).examine()
        guard report.isSound else {
            throw StoreError.damaged(path: file, reason: report.integrity)
        }
        global.note(
            "已由 \(file) 恢复 \(target)，共 \(report.messages) 条留言。",
            en: "Restored \(target) of \(file): \(report.messages) messages."
        )
    }
}
