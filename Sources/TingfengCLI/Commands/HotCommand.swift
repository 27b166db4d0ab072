import ArgumentParser
import Tingfeng
import TingfengStore

/// `hot`: what rose in the last window.
struct HotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hot",
        abstract: "热点榜：按事项、分类、地区、单位或词，热度构成逐项列出",
        discussion: """
            热度 = 100·(1 − exp(−(超出 + 新近 + 紧急 + 点赞)/10))。预期数由前 8 个时间窗的诉求人数得出；\
            q 值为错误发现率。终端放不下时略去次要的列，重定向或用 --format 可得全部。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Option(help: "每一行是什么") var by = HotQuery.Dimension.matter
    @Option(help: ArgumentHelp("时间窗，止于截至时点，例如 24h、1d、7d、30d", valueName: "span"))
    var window = "7d"
    @Option(help: "按什么排序：留言数、诉求人数、事项数（默认热度）") var metric: HotQuery.Metric?
    @Option(help: ArgumentHelp("最多列出的行数", valueName: "n")) var limit = PositiveNumber(20)

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        var query = HotQuery()
        query.dimension = by
        query.window = try LocalTime.window(window).seconds
        query.metric = metric
        query.limit = limit.value
        let asOf = try moment.resolve(installation, store, global)
        let reading = try installation.reading(store)
        // Only matters are told where they are, and reading the model takes time.
        let places = by == .matter ? try installation.placeReading(reading) : nil
        let rows = try store.hot(query, reading, places, asOf: asOf)
        if rows.isEmpty { global.note("这段时间没有留言。", en: "No messages in this window.") }
        global.print(HotRow.table(rows, time: installation.time), spare: Self.spareColumns)
    }

    /// Columns that a narrow terminal does without, first to last.
    private static let spareColumns = [
        "heat_terms", "share", "matters", "category", "q", "from", "to", "callers", "ratio",
        "place",
    ]
}
