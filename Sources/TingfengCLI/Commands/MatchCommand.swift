import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

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
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let installation = try global.installation
        let reading = try installation.reading()
        let tree = try regions.map { try RegionTree(contentsOf: $0) } ?? installation.regions()
        let weights = try installation.termWeights()
        let classifier = try installation.classifier()
        let finder = RegionFinder(tree: tree, normalizer: reading.normalizer)
        var input = try FilterInput(file, installation, required: [.id, .createdAt])
        var rows: [Row] = []
        while case let messages = try input.next(), !messages.isEmpty {
            rows += await inParallel(messages, threads: threads.value) { messages in
                var workspace = Tokenizer.Workspace()
                var matching = MatterFeatureReader(termWeights: weights)
                var classifying = CategoryClassifier.Workspace()
                return messages.map {
                    Row($0, reading, finder, classifier, &classifying, &matching, &workspace)
                }
            }
        }
        for answer in Self.assign(rows) { Console.output(answer.serialized() + "\n") }
    }

    /// Matches in the order of arrival and returns the answers in the order of the input.
    private static func assign(_ rows: [Row]) -> [JSONValue] {
        var matcher = MatterMatcher()
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

    /// What matching needs of a message.
    private struct Row: Sendable {
        let id: String
        /// Arrival, event, id.
        let order: (Int64, Int64, String)
        let region: String
        let features: MatterFeatures

        init(
            _ message: Message,
            _ reading: TextReading,
            _ finder: RegionFinder,
            _ classifier: CategoryClassifier,
            _ classifying: inout CategoryClassifier.Workspace,
            _ matching: inout MatterFeatureReader,
            _ workspace: inout Tokenizer.Workspace
        ) {
            let input = reading.read(message, &workspace)
            id = message.id
            order = (message.arrivedAt ?? message.createdAt, message.createdAt, message.id)
            let found = finder.region(field: message.region, title: input.title, body: input.body)
            region = found.path
            features = matching.features(
                of: input,
                region: found.named,
                isRegionInTitle: found.isInTitle,
                topics: classifier.classify(input, topLimit: 3, workspace: &classifying).top
            )
        }
    }
}
