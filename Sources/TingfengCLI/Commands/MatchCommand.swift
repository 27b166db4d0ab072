import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels

/// `match`: messages into matters, in order of arrival, by the code that the database uses.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "归并：把同一事项的留言归到一起，按到达先后一遍完成"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "文件，- 为标准输入") var file = "-"
    @Option(help: ArgumentHelp("地区表（CSV：code,name,parent,population）", valueName: "file"))
    var regions: String?
    @Option(help: ArgumentHelp("证据权重（model train matcher --format json 的输出）", valueName: "file"))
    var model: String?
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let rows = try await MatchRow.read(
            file,
            global.installation,
            regions: regions,
            threads: threads.value
        )
        var options = MatterMatcher.Options()
        if let model { options.weights = try MatterWeights(contentsOf: model) }
        for answer in Self.assign(rows, options) { Console.output(answer.serialized() + "\n") }
    }

    /// Matches in the order of arrival and returns the answers in the order of the input.
    private static func assign(
        _ rows: [MatchRow],
        _ options: MatterMatcher.Options
    ) -> [JSONValue] {
        var matcher = MatterMatcher(options: options)
        var answers = [JSONValue](repeating: .null, count: rows.count)
        for index in rows.indices.sorted(by: { rows[$0].order < rows[$1].order }) {
            let row = rows[index]
            let found = matcher.assign(row.features, id: row.id, at: row.order.1)
            answers[index] = [
                "id": .string(row.id), "matter": .string(found.matter),
                "similarity": .double((found.similarity * 1e4).rounded() / 1e4),
                "place": .string(row.region),
            ]
        }
        return answers
    }
}
