import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `search`: messages that contain the words asked for.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "检索留言：词 \"短语\" -排除 OR 字段:值",
        discussion: "字段有 category、region、unit、source、kind、id、status。每个字面出现都能查到，与分词无关。"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Argument(parsing: .allUnrecognized, help: "查询；以 - 开头的词是要排除的")
    var query: [String] = []
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("分类路径或其开头", valueName: "path")) var cat: String?
    @Option(help: ArgumentHelp("地区路径或其开头", valueName: "path")) var region: String?
    @Option(help: ArgumentHelp("承办单位", valueName: "name")) var unit: String?
    @Option(help: ArgumentHelp("来源", valueName: "name")) var source: String?
    @Option(help: "rank：相关在前；time：新的在前") var sort = SearchQuery.Order.rank
    @Option(help: ArgumentHelp("最多列出的条数", valueName: "n")) var limit = PositiveNumber(20)
    @Flag(help: "只数条数") var count = false
    @Option(help: ArgumentHelp("逐行读查询（- 为标准输入），数出每条查询的条数", valueName: "file"))
    var queries: String?

    /// Excluded words begin with "-", so the parser cannot tell them from options; two hyphens can
    /// only be an option.
    func validate() throws {
        if let option = query.first(where: { $0.hasPrefix("--") && $0 != "--" }) {
            throw ValidationError("没有选项 \(option)：可用的见 tingfeng search --help；要查这样的文字请加引号。")
        }
    }

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let reading = try installation.reading(store)
        let asOf = try moment.resolve(installation, store, global)
        if let queries {
            try countEach(queries, installation, store, reading, asOf)
            return
        }
        let search = try searchQuery(query, installation)
        if count {
            let number = try store.count(search, reading, asOf: asOf)
            global.print(OutputRecord([OutputField("count", zh: "条数", en: "Count", .int(number))]))
        } else {
            let hits = try store.search(search, reading, asOf: asOf)
            if hits.isEmpty { global.note("没有找到。", en: "Nothing found.") }
            global.print(
                SearchHit.table(hits, time: installation.time),
                spare: ["source", "matter", "id", "category"]
            )
        }
    }

    /// Prints how many messages each line of a file finds.
    private func countEach(
        _ path: String,
        _ installation: Installation,
        _ store: Store,
        _ reading: TextReading,
        _ asOf: AsOf
    ) throws {
        var rows: [[OutputValue]] = []
        for line in try Self.lines(path) {
            let search = try searchQuery([line], installation)
            let number = try store.count(search, reading, asOf: asOf)
            rows.append([.string(line), .int(number)])
        }
        global.print(
            OutputTable(
                columns: [
                    OutputColumn("query", zh: "查询", en: "Query"),
                    OutputColumn("count", zh: "条数", en: "Count", .right),
                ],
                rows: rows
            )
        )
    }

    private static func lines(_ path: String) throws -> [String] {
        var lines: [String] = []
        if path == "-" {
            while let line = readLine() { lines.append(line) }
        } else {
            lines = try String(contentsOfFile: path, encoding: .utf8)
                .split(whereSeparator: \.isNewline).map(String.init)
        }
        return lines.filter { !$0.isEmpty }
    }

    private func searchQuery(
        _ query: [String],
        _ installation: Installation
    ) throws -> SearchQuery {
        let fields: [(SearchSyntax.Field, String?)] = [
            (.category, cat), (.region, region), (.unit, unit), (.source, source),
        ]
        var syntax = try SearchSyntax(
            parsing: query.filter { $0 != "--" }.joined(separator: " "),
            mayBeEmpty: fields.contains { $0.1 != nil }
        )
        for case (let field, let value?) in fields { syntax.add(field, value) }
        let (from, to) = try period.bounds(installation.time)
        var search = SearchQuery(syntax, in: (from ?? 0)..<max(to ?? Int64(1) << 40, from ?? 0))
        search.order = sort
        search.limit = limit.value
        return search
    }
}
