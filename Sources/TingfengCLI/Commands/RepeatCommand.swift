import ArgumentParser
import Tingfeng
import TingfengStore

/// `repeat`: what was said again and again.
struct RepeatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeat",
        abstract: "重复诉求：同一人、同一地点或同一事项的多次留言",
        discussion: """
            --sort transfers 列出在单位之间转来转去的，--sort topic 列出每月一题的候选：\
            指数 = log2(1+天数)·log2(1+人数)·单位数。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Option(help: "什么相同算重复") var same = RepeatQuery.Sameness.matter
    @Option(help: ArgumentHelp("时间窗，止于截至时点", valueName: "span")) var window = "30d"
    @Option(help: ArgumentHelp("至少的留言数", valueName: "n")) var min = PositiveNumber(3)
    @Option(help: "按什么排序") var sort = RepeatQuery.Order.messages
    @Option(help: ArgumentHelp("最多列出的组数", valueName: "n")) var limit = PositiveNumber(20)

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        var query = RepeatQuery()
        query.sameness = same
        query.window = try LocalTime.window(window).seconds
        query.leastMessages = min.value
        query.order = sort
        query.limit = limit.value
        let asOf = try moment.resolve(installation, store, global)
        let reading = try installation.reading(store)
        let groups = try store.repeats(
            query,
            reading,
            installation.placeReading(reading),
            asOf: asOf
        )
        if groups.isEmpty { global.note("没有重复的留言。", en: "Nothing was repeated.") }
        global.print(
            RepeatGroup.table(groups, time: installation.time),
            spare: ["ids", "topic", "key", "matters", "units", "days", "from", "to", "transfers"]
        )
    }
}
