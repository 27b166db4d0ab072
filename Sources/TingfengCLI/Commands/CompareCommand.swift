import ArgumentParser
import Tingfeng
import TingfengStore

/// `compare`: how two periods or two regions differ.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "对比：两个时段或两个地区差在哪里",
        discussion: """
            时段写 2019、2019-07、2019-07-01 或 2019-07-01..2019-07-14（含末日），按每日件数相比；\
            地区写名称、路径或代码，按件数相比。比值附 95% 区间（Wilson），占总差各行相加为 100%。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Argument(help: "甲：与之相比的时段或地区") var a: String
    @Argument(help: "乙：要比的时段或地区") var b: String
    @Option(help: ArgumentHelp("每一行是什么：category、region（可用逗号并列）或 word（区别最大的词）", valueName: "dims"))
    var by = "category"
    @Option(help: ArgumentHelp("最多列出的行数，其余并为一行", valueName: "n"))
    var limit = PositiveNumber(20)

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        var query: CompareQuery
        do {
            query = try CompareQuery(a, b, time: installation.time)
        } catch {
            throw UsageError(error.description)
        }
        query.dimensions = try Self.dimensions(by)
        query.limit = limit.value
        let asOf = try moment.resolve(installation, store, global)
        let comparison = try store.compare(query, installation.reading(store), asOf: asOf)
        global.print(comparison.table, spare: ["z", "lower", "upper"])
    }

    private static func dimensions(_ text: String) throws -> [CompareQuery.Dimension] {
        guard let dimensions = CompareQuery.Dimension.list(text) else {
            throw UsageError("--by \(text)：请写 category、region、category,region 或 word。")
        }
        return dimensions
    }
}
