import ArgumentParser
import Tingfeng
import TingfengStore
import TingfengTrends

/// `forecast`: the next days of a series, or, with `--counts`, of a table of counts.
struct ForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "预测 1–14 天，附 80%、95% 区间；--counts 为不用数据库的过滤器"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @OptionGroup var counts: CountsOptions
    @Argument(help: ArgumentHelp("SERIES，写法同 trend", valueName: "series")) var series: String?
    @Option(help: ArgumentHelp("预测的段数", valueName: "n")) var horizon = PositiveNumber(14)

    func run() throws {
        if counts.counts != nil { return try filter() }
        guard let series else { throw UsageError("请给出 SERIES，或用 --counts 给出计数表。") }
        let installation = try global.installation
        let store = try installation.store()
        var query = try TrendQuery(
            parsing: series,
            calendar: installation.calendar(),
            time: installation.time
        )
        query.forecast = horizon.value
        let asOf = try moment.resolve(installation, store, global)
        var trend = try store.trend(query, installation.reading(store), asOf: asOf)
        trend.points.removeAll { !$0.isForecast }
        global.print(trend.table(time: installation.time))
    }

    private func filter() throws {
        let filter = try counts.filter(global)
        let table = try counts.table()
        Console.output(filter.forecast(table, horizon: horizon.value))
    }
}
