import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore

/// `relabel`: a person's category in the place of the model's, as of now.
struct RelabelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relabel",
        abstract: "改正一条留言的分类：从现在起生效，留下记录，可供再训练"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: ArgumentHelp("留言编号", valueName: "id")) var id: String
    @Argument(help: ArgumentHelp("正确的分类，各级以“/”相连", valueName: "category")) var category: String
    @Option(help: ArgumentHelp("来源；编号在几个来源里都有时用", valueName: "name")) var source: String?
    @Option(help: ArgumentHelp("改正的人（默认 $USER）", valueName: "name")) var actor: String?

    func run() throws {
        let path = category.split(separator: "/").map(String.init)
        guard !path.isEmpty, path.count <= 4 else {
            throw UsageError("分类 \(category) 看不懂：请写一至四级，以“/”相连。")
        }
        let taxonomy = try global.installation.taxonomy()
        guard taxonomy?.contains(path) ?? true else {
            throw UsageError("配置的分类表里没有 \(category)：可写全称，也可只写到某一级。")
        }
        let actor = actor ?? ProcessInfo.processInfo.environment["USER"] ?? "cli"
        let outcome = try global.installation.store().relabel(
            message: id,
            source: source,
            to: path,
            actor: actor,
            now: Clock.now()
        )
        switch outcome {
        case .notFound: throw InputFailure(description: "找不到留言 \(id)：请检查编号和 --source。")
        case .same: global.note("\(id) 已是这个分类，未作改动。", en: "\(id) has that category already.")
        case .changed(let correction): show(correction)
        }
    }

    private func show(_ correction: Correction) {
        global.print(
            OutputRecord([
                OutputField("id", zh: "编号", en: "ID", .string(id)),
                OutputField("old", zh: "原分类", en: "Old", .string(correction.oldPath)),
                OutputField("old_model", zh: "原出处", en: "From", .string(correction.oldModel)),
                OutputField("new", zh: "新分类", en: "New", .string(correction.newPath)),
                OutputField("actor", zh: "改正者", en: "Actor", .string(correction.actor)),
            ])
        )
    }
}
