import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// `places`: where the matter of each message is.
struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "地点：从留言文本找出事发地点，JSONL 进，JSONL 出",
        discussion: """
            每行输出 id 与 places：text、start、end（标题、换行、正文相接后的字节位置）、region（所属地区），\
            最确切的在前。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "文件，- 为标准输入") var file = "-"
    @Option(help: ArgumentHelp("地区表（CSV：code,name,parent,population）", valueName: "file"))
    var regions: String?
    @Option(help: ArgumentHelp("模型文件（默认为随附的）", valueName: "file")) var model: String?
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let installation = try global.installation
        let reading = try installation.reading()
        let tree = try regions.map { try RegionTree(contentsOf: $0) } ?? installation.regions()
        let places = try PlaceReading(
            resources: installation.resources(),
            model: model,
            regions: RegionFinder(tree: tree, normalizer: reading.normalizer)
        )
        var input = try FilterInput(file, installation)
        while case let messages = try input.next(), !messages.isEmpty {
            let lines = await inParallel(messages, threads: threads.value) { messages in
                var tokenizer = Tokenizer.Workspace()
                var workspace = PlaceFinder.Workspace()
                return messages.map { message in
                    let read = reading.read(message, &tokenizer)
                    let found = places.places(of: message, read, workspace: &workspace)
                    let row: JSONValue = [
                        "id": .string(message.id), "places": .array(found.map(\.json)),
                    ]
                    return row.serialized() + "\n"
                }
            }
            Console.output(lines.joined())
        }
    }
}
