import ArgumentParser
import Tingfeng
import TingfengStore

/// `drift`: whether the model still knows the messages that come in.
struct DriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "模型漂移：按周列出拒判率、平均概率与各类占比的变化"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Option(help: ArgumentHelp("周数", valueName: "n")) var weeks = PositiveNumber(12)

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let asOf = try moment.resolve(installation, store, global)
        let rows = try store.drift(weeks: weeks.value, time: installation.time, asOf: asOf)
        global.print(DriftWeek.table(rows, time: installation.time))
    }
}
