import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `silence`: alerts that nobody wants to be told of for a while.
struct SilenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "静默：一段时间内不提醒某些预警，照样检测和记录",
        subcommands: [Add.self, List.self, Expire.self],
        defaultSubcommand: List.self
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "新增静默")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Option(
            help: ArgumentHelp("条件，例如 category=供暖,region=A市（可多次）", valueName: "k=v")
        )
        var match: [String]
        @Option(help: ArgumentHelp("到何时为止（日期、时刻或 7d 这样的时长）", valueName: "time"))
        var until: String
        @Option(help: ArgumentHelp("原因（必填）", valueName: "text")) var reason: String

        func validate() throws {
            guard !reason.trimmingCharacters(in: .whitespaces).isEmpty else {
                throw ValidationError("--reason 不能为空：请写明为何不提醒。")
            }
        }

        func run() throws {
            let installation = try global.installation
            let store = try installation.store()
            let text = match.joined(separator: ",")
            guard let condition = IncidentMatch(text) else {
                throw UsageError(
                    "条件 \(text) 看不懂：请写 category=供暖 这样的形式，可用 \(IncidentMatch.known.joined(separator: "、"))。"
                )
            }
            let now = Clock.now()
            let end = try end(installation.time, now)
            guard end > now else { throw UsageError("--until \(until) 已经过去：请写将来的时刻。") }
            let silence = Quieting.Silence(
                id: 0,
                match: condition,
                from: now,
                until: end,
                reason: reason,
                actor: actor.name
            )
            let id = try store.addSilence(silence, now: now)
            global.note("静默 \(id) 已生效。", en: "Silence \(id) is in force.")
        }

        private func end(_ time: LocalTime, _ now: Int64) throws -> Int64 {
            if let span = TimeSpan(until) { return now + span.seconds }
            return try time.parse(until, bareDate: .end)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出静默，新的在前")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

        func run() throws {
            let installation = try global.installation
            let silences = try installation.store().silences()
            if silences.isEmpty { global.note("没有静默。", en: "No silences.") }
            global.print(
                Quieting.Silence.table(silences, installation.time, now: Clock.now())
            )
        }
    }

    struct Expire: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "expire", abstract: "提前结束静默")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var actor: ActorOption
        @Argument(help: "静默编号") var id: Int64

        func run() throws {
            let store = try global.installation.store()
            guard try store.expireSilence(id, by: actor.name, now: Clock.now()) else {
                throw UsageError("没有生效中的静默 \(id)：用 tingfeng silence list 查看。")
            }
            global.note("静默 \(id) 已结束。", en: "Silence \(id) has ended.")
        }
    }
}
