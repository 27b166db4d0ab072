import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `trend`: a series or a search in time.
struct TrendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "趋势：一个序列或一个查询的计数、预期与区间",
        discussion:
            "SERIES 写作 category=…,region=…,source=…,kind=… 或 matter=ID 或 term=词，全部写 all；其他都当作查询。"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Argument(help: ArgumentHelp("SERIES 或查询", valueName: "series|query")) var subject: String
    @Option(help: "时间段：时、日、周") var bin = Trend.Bin.day
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("向后预测的段数", valueName: "n")) var forecast = 0
    @Option(help: ArgumentHelp("另存为 SVG 图", valueName: "file")) var plot: String?

    func validate() throws {
        guard forecast >= 0 else { throw ValidationError("--forecast 不能小于 0：请给出要预测的段数。") }
    }

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let time = installation.time
        var query = try TrendQuery(
            parsing: subject,
            calendar: installation.calendar(),
            time: time
        )
        query.bin = bin
        query.forecast = forecast
        (query.from, query.to) = try period.bounds(time)
        let asOf = try moment.resolve(installation, store, global)
        let trend = try store.trend(query, installation.reading(store), asOf: asOf)
        if let plot { try save(trend, to: plot, time) }
        if trend.points.allSatisfy({ $0.messages == 0 }) {
            global.note(
                "这段时间没有符合「\(subject)」的留言：名称不对也会如此，请核对分类、地区或事项。",
                en:
                    "No messages match “\(subject)” in this period; check the name if that surprises you."
            )
        }
        show(trend, time)
    }

    private func show(_ trend: Trend, _ time: LocalTime) {
        if global.format == .table {
            let plot = TerminalPlot(
                title: subject,
                points: trend.plotPoints(time: time),
                language: global.lang
            )
            Console.output(plot.rendered(width: min(Console.width, 120)))
        }
        global.print(trend.table(time: time))
    }

    private func save(_ trend: Trend, to path: String, _ time: LocalTime) throws {
        let plot = CountPlot(
            title: subject,
            points: trend.plotPoints(time: time),
            unit: global.lang.text(zh: "件", en: ""),
            language: global.lang
        )
        try OutputFile.write(plot.svg(), to: path)
        global.note("图已存为 \(path)。", en: "The plot is in \(path).")
    }
}
