import ArgumentParser
import Tingfeng
import TingfengStore

/// `alerts`: the incidents that detection raised.
struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "预警清单与单条预警",
        subcommands: [
            List.self, Show.self, Acknowledge.self, Assign.self, Resolve.self, Reopen.self,
            Label.self, Export.self,
        ],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出预警")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: "只列这种状态的预警") var state: Incident.State?
        @Option(help: "最低级别") var severity: Severity?
        @Option(help: "只列这样认定的预警：true 属实、false 误报、expected 预期之内")
        var label: Handling.Label?
        @Option(help: ArgumentHelp("最多列出的条数", valueName: "n"))
        var limit = PositiveNumber(50)
        @OptionGroup var moment: AsOfOption

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            var query = AlertQuery()
            query.asOf = try moment.asked(installation)
            query.state = state
            query.severity = severity
            query.label = label
            query.detect = installation.configuration.detect
            query.limit = limit.value
            let incidents = try store.incidents(query)
            if incidents.isEmpty {
                global.note(
                    "没有这样的预警；检测新的预警请运行 tingfeng detect。",
                    en: "No such alerts; run tingfeng detect to look for new ones."
                )
            }
            global.print(Incident.table(incidents), spare: Incident.spareColumns)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "一条预警及其经过")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: "预警ID 或其开头") var id: String

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            let incident = try store.requireIncident(id)
            let steps = try store.steps(of: incident)
            global.print(
                OutputRecord(
                    incident.fields + [
                        OutputField(
                            "steps",
                            zh: "经过",
                            en: "Steps",
                            IncidentStep.value(steps, time: installation.time)
                        )
                    ]
                )
            )
        }
    }
}

extension Incident {
    /// Columns that a narrow terminal does without, first to last.
    static let spareColumns = [
        "hour", "rule", "matter", "budget_rank", "upper", "p", "alertname", "state", "window",
    ]
}

extension Store {
    /// Returns the incident of that id.
    func requireIncident(_ id: String) throws -> Incident {
        let found = id.isEmpty ? [] : try incidents(idPrefix: id)
        guard let incident = found.first else {
            throw UsageError("没有预警 \(id)：用 tingfeng alerts list 查看现有的预警ID。")
        }
        guard found.count == 1 else {
            let ids = found.prefix(5).map(\.id).joined(separator: "、")
            throw UsageError("\(found.count) 条预警的ID以 \(id) 开头（\(ids) 等）：请多写几位。")
        }
        return incident
    }
}
