import ArgumentParser
import Tingfeng
import TingfengStore

/// `reindex`: the text index made anew.
struct ReindexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "重建检索索引：用户词典或分词模型改变之后运行"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let count = try store.reindex(try installation.reading(store)) { done in
            let text = global.lang.text(zh: "已处理 \(done) 条", en: "\(done) messages")
            if !global.quiet { Console.progress(text) }
        }
        Console.endProgress()
        global.print(
            OutputRecord([OutputField("indexed", zh: "已索引", en: "Indexed", .int(count))])
        )
    }
}
