import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore

/// `model use`: which model labels what is ingested from now on.
struct ModelUseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "启用一个分类模型，只管以后入库的留言；--back 退回上一个"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: ArgumentHelp("模型文件", valueName: "file")) var file: String?
    @Flag(help: "退回上一个启用的模型") var back = false
    @Option(help: ArgumentHelp("启用的人（默认 $USER）", valueName: "name")) var actor: String?

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let path = try chosenFile(installation, try store.modelUses())
        let classifier = try CategoryClassifier(contentsOf: path)
        let stem = (path as NSString).lastPathComponent.replacingOccurrences(of: ".bin", with: "")
        let use = ModelUse(
            at: Clock.now(),
            actor: actor ?? ProcessInfo.processInfo.environment["USER"] ?? "cli",
            name: Installation.modelName(of: stem, classifier),
            file: path,
            sha256: Digest.hex(Digest.sha256(try Input.bytes(path)))
        )
        try store.use(use)
        global.note(
            "已启用 \(use.name)：以后入库的留言由它分类，已有的分类不变。",
            en: "\(use.name) labels what is ingested from now on; labels that exist stay."
        )
    }

    /// The named file as an absolute path, or the one in use before; at last the shipped one.
    private func chosenFile(_ installation: Installation, _ uses: [ModelUse]) throws -> String {
        switch (file, back) {
        case (let file?, false):
            return URL(fileURLWithPath: file).standardizedFileURL.path
        case (nil, true):
            guard !uses.isEmpty else { throw UsageError("还没有启用过别的模型，无可退回。") }
            return try uses.count > 1
                ? uses[1].file : installation.resources().path("models/classifier.bin")
        default:
            throw UsageError("请写出模型文件，或用 --back 退回上一个，二者取一。")
        }
    }
}
