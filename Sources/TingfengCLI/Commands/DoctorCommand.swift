import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `doctor`: takes back what killed runs left, and checks the database.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "体检：收回被中断的入库，检查数据库、索引与计数是否一致"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

    func run() throws {
        let report = try global.installation.store().examine()
        global.print(
            OutputRecord([
                OutputField(
                    "recovered",
                    zh: "收回的批次",
                    en: "Recovered batches",
                    .list(report.recovered.map(OutputValue.string))
                ),
                OutputField("integrity", zh: "完整性", en: "Integrity", .string(report.integrity)),
                OutputField("messages", zh: "留言数", en: "Messages", .int(report.messages)),
                OutputField("counted", zh: "计数合计", en: "Counted", .int(report.counted)),
            ])
        )
        guard report.isSound else {
            global.warn(
                "数据库不一致：请从备份恢复，或重新入库。",
                en: "The database contradicts itself: restore a backup or ingest again."
            )
            throw ExitCode(Failure.Code.damaged.rawValue)
        }
    }
}
