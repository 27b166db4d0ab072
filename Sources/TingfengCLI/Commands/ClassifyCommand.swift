import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// `classify`: messages into categories, with probability and reasons.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "分类：JSONL（id、title、body）进，JSONL 出，附概率与依据的词"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "文件，- 为标准输入") var file = "-"
    @Option(help: ArgumentHelp("模型文件（默认为随附的）", valueName: "file")) var model: String?
    @Option(help: ArgumentHelp("另一套分类表（CSV）；与 --mapping 并用，答案另附 mapped", valueName: "file"))
    var taxonomy: String?
    @Option(help: ArgumentHelp("分类对照表（CSV：from,to）", valueName: "file")) var mapping: String?
    @Option(help: ArgumentHelp("每条列出的依据词数，0 为不列", valueName: "n")) var reasons = 8
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let installation = try global.installation
        let classifier = try installation.classifier(model: model)
        let reading = try installation.reading()
        var input = try FilterInput(file, installation)
        let limit = reasons
        guard taxonomy == nil || mapping != nil else {
            throw UsageError("--taxonomy 要与 --mapping 并用：对照表说明模型的分类对应哪一类。")
        }
        let target = try taxonomy.map { try Taxonomy(contentsOf: $0) }
        let table = try mapping.map { try installation.mapping(at: $0, to: target) }
        while case let messages = try input.next(), !messages.isEmpty {
            let lines = await inParallel(messages, threads: threads.value) { messages in
                var workspace = ReadingWorkspace()
                var output: [UInt8] = []
                for message in messages {
                    let read = reading.read(message, &workspace.tokenizer)
                    var answer = classifier.classify(
                        read,
                        reasonLimit: limit,
                        workspace: &workspace.classifier
                    )
                    answer.parts = classifier.parts(
                        of: message,
                        read,
                        workspace: &workspace.classifier
                    )
                    answer.json(id: message.id, mapping: table).serialize(to: &output)
                    output.append(UInt8(ascii: "\n"))
                }
                return [output]
            }
            for part in lines { Console.output(part) }
        }
    }
}

/// Scratch memory of one thread of a filter.
private struct ReadingWorkspace: ~Copyable {
    var tokenizer = Tokenizer.Workspace()
    var classifier = CategoryClassifier.Workspace()
}
