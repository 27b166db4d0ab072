import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `matter`: one matter, and what people decide about it.
struct MatterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matter",
        abstract: "事项：查看，人工归并、拆分、撤销",
        discussion: """
            归并保留较早的ID，另一个ID永远指向它；拆出的留言以其中最早的一条为名；撤销恢复原样。\
            每一步都记下操作者和理由，机器不会改动人的决定。
            """,
        subcommands: [Show.self, Merge.self, Split.self, Undo.self],
        defaultSubcommand: Show.self
    )

    /// Who decides, and why.
    struct Authorship: ParsableArguments {
        @Option(help: ArgumentHelp("操作者（默认取系统用户名）", valueName: "name"))
        var actor: String?
        @Option(help: ArgumentHelp("理由", valueName: "text"))
        var reason = ""

        var name: String { actor ?? NSUserName() }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "一个事项的留言与经过")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("事项ID（来源:编号，或编号）", valueName: "id")) var id: String
        @OptionGroup var moment: AsOfOption

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            let asOf = try moment.resolve(installation, store, global)
            let page = try store.matter(id, installation.reading(), asOf: asOf)
            global.print(page.record(time: installation.time))
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: "把两个事项归并为一个，保留较早的ID"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("一个事项的ID", valueName: "id")) var one: String
        @Argument(help: ArgumentHelp("另一个事项的ID", valueName: "id")) var another: String
        @OptionGroup var author: Authorship

        func run() throws {
            try global.decide { editor in
                try editor.merge(one, another, by: author.name, because: author.reason)
            }
        }
    }

    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "split",
            abstract: "把几条留言拆出来，成为另一个事项"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("事项ID", valueName: "id")) var id: String
        @Argument(help: ArgumentHelp("要拆出的留言编号", valueName: "message")) var messages: [String]
        @OptionGroup var author: Authorship

        func run() throws {
            try global.decide { editor in
                try editor.split(id, messages: messages, by: author.name, because: author.reason)
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: "撤销关于一个事项的最近一次归并或拆分"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("事项ID", valueName: "id")) var id: String
        @OptionGroup var author: Authorship

        func run() throws {
            try global.decide { editor in
                try editor.undo(id, by: author.name, because: author.reason)
            }
        }
    }
}

extension GlobalOptions {
    /// Carries out a decision about matters and prints it.
    fileprivate func decide(_ decision: (MatterEditor) throws -> MatterDecision) throws {
        let installation = try installation
        let store = try installation.store()
        let editor = MatterEditor(
            store: store,
            analyzer: try installation.analyzer(store),
            clock: Clock.now
        )
        print(try decision(editor).record(time: installation.time))
    }
}
