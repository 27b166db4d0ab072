import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `export`: results as files for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "导出结果文件",
        subcommands: [ContestExport.self]
    )

    struct ContestExport: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tipdm-c",
            abstract: "泰迪杯 2020 C 题的热点问题表与热点问题留言明细表，XLSX 和 CSV 各一份"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var moment: AsOfOption
        @Option(help: ArgumentHelp("输出目录", valueName: "dir")) var output = "."
        @Option(help: ArgumentHelp("时间窗，止于截至时点", valueName: "span")) var window = "30d"
        @Option(help: ArgumentHelp("热点问题数", valueName: "n")) var limit = PositiveNumber(5)

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            var query = HotQuery()
            query.window = try LocalTime.window(window).seconds
            query.limit = limit.value
            let asOf = try moment.resolve(installation, store, global)
            let reading = try installation.reading(store)
            let tables = try store.contestTables(
                query,
                reading,
                installation.placeReading(reading),
                time: installation.time,
                asOf: asOf
            )
            try OutputFile.makeDirectory(output)
            try write(tables.problems, "热点问题表", asOf)
            try write(tables.messages, "热点问题留言明细表", asOf)
            global.note(
                "\(tables.problems.rows.count) 个热点问题、\(tables.messages.rows.count) 条留言已写入 \(output)。",
                en: "\(tables.problems.rows.count) problems are in \(output)."
            )
        }

        private func write(_ table: OutputTable, _ name: String, _ asOf: AsOf) throws {
            let path = output + "/" + name
            try WorkbookFile([.init(name: "Sheet1", table: table)])
                .write(to: path + ".xlsx", created: asOf.time)
            let options = OutputOptions(bom: global.bom)
            try OutputFile.write(table.rendered(as: .csv, options), to: path + ".csv")
        }
    }
}
