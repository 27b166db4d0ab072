import ArgumentParser
import Foundation
import Tingfeng
import TingfengServer
import TingfengStore

/// `notify`: hands what detection left in the outbox to the receivers of the configuration.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "推送：把发件箱里的通知送给配置 notify 的接收方"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Flag(help: "只列出发件箱：未送达的在前，不推送") var outbox = false
    @Flag(help: "只打印将要推送的内容，不推送、不写库") var dryRun = false
    @Flag(help: "上次失败的也立刻再送，不等退避时间") var now = false
    @Option(help: ArgumentHelp("发件箱最多列出的条数", valueName: "n"))
    var limit = PositiveNumber(50)

    func validate() throws {
        guard !outbox || !dryRun else {
            throw ValidationError("--outbox 与 --dry-run 不能同用：请去掉其中一个。")
        }
    }

    func run() async throws {
        let installation = try global.installation
        let store = try installation.store()
        if outbox { return list(try store.outboxRows(limit: limit.value), installation.time) }
        guard let outbox = try Outbox(installation) else {
            return global.note(
                "配置里没有 notify：没有人要通知。",
                en: "The configuration has no notify: there is nobody to tell."
            )
        }
        let notifier = Notifier(
            store: store,
            outbox: outbox,
            environment: ProcessInfo.processInfo.environment,
            clock: Clock.now
        )
        if dryRun { return try preview(notifier) }
        let report = try await notifier.deliver(isImpatient: now)
        global.note(
            "送达 \(report.delivered) 条，待送 \(report.waiting) 条。",
            en: "Delivered \(report.delivered), waiting \(report.waiting)."
        )
        if report.waiting > 0 { throw Undelivered(count: report.waiting) }
    }

    private func preview(_ notifier: Notifier) throws {
        let posts = try notifier.preview()
        if posts.isEmpty { global.note("没有要送的通知。", en: "There is nothing to tell.") }
        Console.output(posts.map { $0.serialized() + "\n" }.joined())
    }

    private func list(_ rows: [OutboxRow], _ time: LocalTime) {
        if rows.isEmpty { global.note("发件箱是空的。", en: "The outbox is empty.") }
        global.print(OutboxRow.table(rows, time: time), spare: ["added_at", "attempts", "status"])
    }
}
