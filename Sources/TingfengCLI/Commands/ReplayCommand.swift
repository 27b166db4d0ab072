import ArgumentParser
import Tingfeng
import TingfengStore
import TingfengTrends

/// `replay`: what detection would have said on past days, with only what had arrived by then.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "回放：过去某段日子里，凭当时已到的留言会报出哪些预警"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(help: ArgumentHelp("从哪天起", valueName: "date")) var from: String
    @Option(help: ArgumentHelp("到哪天为止", valueName: "date")) var to: String
    @Option(help: ArgumentHelp("步长，例如 1d（默认取已有的检测运行，没有则为 1d）", valueName: "span"))
    var step: String?
    @Option(help: ArgumentHelp("误报预算，例如 5/day、1/week", valueName: "rate")) var budget: String?
    @OptionGroup var external: ExternalOption
    @Option(help: ArgumentHelp("另一份配置：两份各回放一遍，对比预警", valueName: "file")) var compare: String?
    @Option(
        help: ArgumentHelp(
            "已知事件（CSV：start,end,category|region|matter）：给出各预算下的召回、延迟与误报",
            valueName: "file"
        )
    )
    var truth: String?

    func validate() throws {
        guard truth == nil || compare == nil else {
            throw ValidationError("--truth 与 --compare 不能同用：请去掉其中一个。")
        }
    }

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let days = try days(installation.time)
        var run = try DetectRun(installation)
        if let budget { run.budget.falsePerDay = try DetectCommand.falsePerDay(budget) }
        run.external = external.detector
        if let truth {
            let events = try TruthFile.events(truth, installation.time)
            return try score(Replay(run, days: days, step: try stepDays()), events, store)
        }
        let outcome = try store.replay(Replay(run, days: days, step: try stepDays()))
        if let compare { return try print(outcome, against: compare, store) }
        explain(outcome)
        global.print(Incident.table(outcome.incidents), spare: Incident.spareColumns)
    }

    /// Replays with another configuration too and prints both side by side.
    private func print(_ first: Replay.Outcome, against path: String, _ store: Store) throws {
        var other = global
        other.config = path
        var run = try DetectRun(other.installation)
        if let budget { run.budget.falsePerDay = try DetectCommand.falsePerDay(budget) }
        run.external = external.detector
        let second = try store.replay(Replay(run, days: first.days, step: try stepDays()))
        let comparison = IncidentComparison(first.incidents, second.incidents)
        let (a, b, both) = comparison.counts
        global.note(
            "甲为现用配置，乙为 \(path)：两者都有 \(both) 条，只有甲 \(a) 条，只有乙 \(b) 条。",
            en: "A is the configuration in use, B is \(path): \(both) in both, \(a) only in A, "
                + "\(b) only in B."
        )
        global.print(comparison.table, spare: ["messages_a", "messages_b", "title"])
    }

    /// Budgets that a curve shows, relative to the asked one.
    private static let budgets = [0.2, 0.5, 1, 2, 5]

    private func score(_ replay: Replay, _ events: [KnownEvent], _ store: Store) throws {
        let columns = [
            OutputColumn("budget", zh: "预算（每天）", en: "Budget a day", .right),
            OutputColumn("alerts", zh: "预警", en: "Alerts", .right),
            OutputColumn("events", zh: "事件", en: "Events", .right),
            OutputColumn("found", zh: "报出", en: "Found", .right),
            OutputColumn("recall", zh: "召回率", en: "Recall", .right),
            OutputColumn("delay", zh: "延迟中位（天）", en: "Median delay (days)", .right),
            OutputColumn("false", zh: "误报", en: "False", .right),
            OutputColumn("false_per_day", zh: "误报每天", en: "False a day", .right),
        ]
        let rows = try Self.budgets.map { factor -> [OutputValue] in
            var replay = replay
            replay.run.budget.falsePerDay *= factor
            let outcome = try store.replay(replay)
            let score = TruthScore(outcome.incidents, events, days: replay.days)
            return [
                .double(replay.run.budget.falsePerDay, decimals: 3), .int(score.alerts),
                .int(score.events), .int(score.found), .double(score.recall, decimals: 3),
                score.medianDelay.map(OutputValue.int) ?? .null, .int(score.falseAlerts),
                .double(score.falsePerDay, decimals: 3),
            ]
        }
        global.print(OutputTable(columns: columns, rows: rows))
    }

    private func days(_ time: LocalTime) throws -> ClosedRange<Day> {
        let ends = try [from, to].map { text in
            Day(number: time.dayNumber(try time.parse(text, bareDate: .start)))
        }
        guard ends[0] <= ends[1] else {
            throw UsageError("--from \(from) 晚于 --to \(to)：请对调。")
        }
        return ends[0]...ends[1]
    }

    private func stepDays() throws -> Int? {
        guard let step else { return nil }
        guard let span = TimeSpan(step), span.seconds % 86_400 == 0 else {
            throw UsageError("步长 \(step) 不是整天：请写 1d、7d 这样的步长。")
        }
        return Int(span.seconds / 86_400)
    }

    private func explain(_ outcome: Replay.Outcome) {
        let weekly = (outcome.openedDaily * 700).rounded() / 100
        let (first, last) = (outcome.days.lowerBound, outcome.days.upperBound)
        global.note(
            "回放 \(first) 至 \(last)，\(outcome.reports.count) 次检测：\(outcome.incidents.count) 条预警，平均每周 \(weekly) 条。",
            en: "Replayed \(first) to \(last) in \(outcome.reports.count) runs: "
                + "\(outcome.incidents.count) alerts, \(weekly) a week."
        )
        guard outcome.stored.runs > 0 else { return }
        let (runs, equal) = outcome.stored
        global.note(
            "其中已有的检测运行 \(runs) 次，逐步相同 \(equal) 次。",
            en: "\(runs) of the runs are stored, \(equal) took the same steps."
        )
    }
}
