import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// Who acts, for the log.
struct ActorOption: ParsableArguments {
    @Option(help: ArgumentHelp("谁在处置（默认当前系统用户）", valueName: "name")) var actor: String?

    var name: String { actor ?? NSUserName() }
}

extension AlertsCommand {
    struct Acknowledge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack",
            abstract: "签收：已有人知悉"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "预警ID 或其开头") var id: String

        func run() throws { try global.handle(id, .acknowledge, actor) }
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign",
            abstract: "交办给某人或某单位"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "预警ID 或其开头") var id: String
        @Option(help: ArgumentHelp("承办人或承办单位", valueName: "name")) var to: String

        func run() throws { try global.handle(id, .assign(to: to), actor) }
    }

    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve",
            abstract: "宣布了结；之后检测若重开或升级，预警恢复"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "预警ID 或其开头") var id: String
        @Option(help: ArgumentHelp("说明", valueName: "text")) var note = ""

        func run() throws { try global.handle(id, .resolve, actor, note) }
    }

    struct Reopen: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "reopen", abstract: "撤回了结")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "预警ID 或其开头") var id: String
        @Option(help: ArgumentHelp("说明", valueName: "text")) var note = ""

        func run() throws { try global.handle(id, .reopen, actor, note) }
    }

    struct Label: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "label",
            abstract: "认定：true 属实、false 误报、expected 预期之内；校准不把前后两种算作误报"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "预警ID 或其开头") var id: String
        @Argument(help: "认定") var label: Handling.Label

        func run() throws { try global.handle(id, .label(label), actor) }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "督办清单：XLSX 和 CSV（带字节序标记）各一份"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: "只要这种状态的预警") var state: Incident.State?
        @Option(help: ArgumentHelp("输出目录", valueName: "dir")) var output = "."

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            var query = AlertQuery()
            query.state = state
            query.detect = installation.configuration.detect
            query.limit = .max
            let incidents = try store.incidents(query)
            let table = Incident.table(incidents)
            try OutputFile.makeDirectory(output)
            let path = output + "/督办清单"
            try WorkbookFile([.init(name: "督办清单", table: table)], language: global.lang)
                .write(to: path + ".xlsx", created: try store.defaultAsOf(now: Clock.now()).time)
            let options = OutputOptions(bom: true)
            try OutputFile.write(table.rendered(as: .csv, options), to: path + ".csv")
            global.note(
                "\(incidents.count) 条预警已写入 \(path).xlsx 和 .csv。",
                en: "\(incidents.count) alerts are in \(path).xlsx and .csv."
            )
        }
    }
}

extension GlobalOptions {
    /// Writes a step into an incident's log and prints the incident.
    fileprivate func handle(
        _ id: String,
        _ step: Store.Handle,
        _ actor: ActorOption,
        _ note: String = ""
    ) throws {
        let store = try installation.store()
        let incident = try store.requireIncident(id)
        try store.handle(incident, step, by: actor.name, note: note, now: Clock.now())
        print(
            Incident.table([try store.requireIncident(incident.id)]),
            spare: Incident.spareColumns
        )
    }
}
