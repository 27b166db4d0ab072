import ArgumentParser
import Tingfeng
import TingfengStore

/// `backup`: a copy of the database, made while it is in use.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "在线备份数据库到一个新文件；密钥与配置请另行保管"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: ArgumentHelp("备份文件，不能已经存在", valueName: "file")) var file: String

    func run() throws {
        let installation = try global.installation
        try installation.store().backup(to: file)
        global.note(
            "已备份到 \(file)；恢复时还需要密钥 \(installation.keyPath)。",
            en: "Backed up to \(file); to restore it you also need the key \(installation.keyPath)."
        )
    }
}
