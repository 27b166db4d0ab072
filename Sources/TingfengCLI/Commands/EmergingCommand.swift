import ArgumentParser
import Tingfeng
import TingfengStore
import TingfengTrends

/// `emerging`: what was not there before.
struct EmergingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emerging",
        abstract: "苗头性问题：近来忽然多人说起的词和事，不依赖分类",
        discussion: """
            每行至少 5 条留言、3 位诉求人，复制的文本只算一条；与前 12 周相比，错误发现率受控。给出 \
            --from 或 --to 时逐日回看，只列当天新出现的。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("最长的时间窗，例如 1d、7d、30d；更短的窗也看", valueName: "span"))
    var window = "30d"
    @Option(help: ArgumentHelp("错误发现率", valueName: "rate")) var fdr: ErrorRate?
    @Option(help: ArgumentHelp("最多列出的行数（逐日回看时为每天）", valueName: "n"))
    var limit = PositiveNumber(20)

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let reading = try installation.reading()
        let query = try query
        let asOf = try moment.resolve(installation, store, global)
        let lines: [EmergingLine]
        if let days = try days(installation.time, asOf) {
            lines = try store.emerging(
                query,
                reading,
                days: days,
                time: installation.time,
                asOf: asOf
            )
        } else {
            lines = try store.emerging(query, reading, asOf: asOf)
        }
        if lines.isEmpty { global.note("没有发现苗头性问题。", en: "Nothing emerges.") }
        let table = EmergingLine.table(lines, time: installation.time)
        global.print(table, spare: Self.spareColumns)
    }

    private var query: EmergingQuery {
        get throws {
            var query = EmergingQuery()
            query.setLongestWindow(try LocalTime.window(window).seconds)
            if let fdr { query.parameters.falseDiscoveryRate = fdr.value }
            query.limit = limit.value
            return query
        }
    }

    /// The days that are looked back on; `nil` asks about the as-of alone.
    private func days(_ time: LocalTime, _ asOf: AsOf) throws -> ClosedRange<Int>? {
        let (from, to) = try period.bounds(time)
        guard from != nil || to != nil else { return nil }
        let last = min(time.dayNumber((to ?? asOf.time + 1) - 1), time.dayNumber(asOf.time))
        let first = from.map(time.dayNumber) ?? last - 29
        return first <= last ? first...last : nil
    }

    /// Columns that a narrow terminal does without, first to last.
    private static let spareColumns = [
        "quotes", "before", "window_days", "as_of", "q", "z", "id", "growth", "expected", "last",
        "callers",
    ]
}
