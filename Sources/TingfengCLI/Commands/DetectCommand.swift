import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore
import TingfengTrends

/// `detect`: judges the days since the last run, or, with `--counts`, a table of counts.
struct DetectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "检测突增与骤降，更新预警；--counts 为不用数据库的过滤器"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @OptionGroup var counts: CountsOptions
    @Option(help: ArgumentHelp("运行编号（默认取截至时点）", valueName: "id")) var runID: String?
    @Option(help: ArgumentHelp("误报预算，例如 5/day、1/week", valueName: "rate")) var budget: String?
    @Option(help: ArgumentHelp("从哪天起检测（默认上次运行，首次为四周前）", valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("过滤器每个时间段的误报率（默认 0.01）", valueName: "p")) var alpha: ErrorRate?
    @Option(help: ArgumentHelp("过滤器的错误发现率，不与 --alpha 同用", valueName: "q")) var fdr: ErrorRate?
    @OptionGroup var external: ExternalOption
    @Flag(help: "按最严重的新预警退出：10 提示、20 预警、30 严重") var exitCode = false

    func validate() throws {
        guard alpha == nil || fdr == nil else {
            throw ValidationError("--alpha 与 --fdr 不能同用：请去掉其中一个。")
        }
    }

    func run() throws {
        if counts.counts != nil { return try filter() }
        let installation = try global.installation
        let store = try installation.store()
        let asOf = try moment.resolve(installation, store, global)
        let report = try store.detect(detectRun(installation), asOf: asOf, now: Clock.now())
        explain(report)
        global.print(Incident.table(Self.newest(report.changes)), spare: Incident.spareColumns)
        if exitCode { try exitBySeverity(report) }
    }

    private func detectRun(_ installation: Installation) throws -> DetectRun {
        var run = try DetectRun(installation)
        if let budget { run.budget.falsePerDay = try Self.falsePerDay(budget) }
        run.runID = runID
        run.external = external.detector
        run.from = try from.map { text in
            let start = try installation.time.parse(text, bareDate: .start)
            return Day(number: installation.time.dayNumber(start))
        }
        return run
    }

    static func falsePerDay(_ text: String) throws -> Double {
        guard let perDay = Double(text) ?? Rate(text)?.perDay, perDay > 0 else {
            throw UsageError("误报预算 \(text) 看不懂：请写 5/day 或 1/week。")
        }
        return perDay
    }

    private func explain(_ report: DetectRun.Report) {
        let days = report.days.upperBound.number - report.days.lowerBound.number + 1
        let (first, last) = (report.days.lowerBound, report.days.upperBound)
        let changed = Self.newest(report.changes).count
        let budgeted = Int(report.budgeted.rounded())
        global.note(
            "检测了 \(report.series) 个序列、\(days) 天（\(first) 至 \(last)）：异常 \(report.alarms) 处，"
                + "新增或变化的预警 \(changed) 条；按预算这些天允许约 \(budgeted) 条误报。",
            en: "Judged \(report.series) series on \(days) days (\(first) to \(last)): "
                + "\(report.alarms) alarms, \(changed) new or changed alerts; "
                + "the budget allows about \(budgeted) false ones."
        )
        let (real, wrong, expected) = (
            report.labelled[.real] ?? 0, report.labelled[.false_] ?? 0,
            report.labelled[.expected] ?? 0
        )
        guard report.calibrationDays > 0 else { return }
        global.note(
            "门限按此前 \(report.calibrationDays) 天校准；已认定属实 \(real) 条、误报 \(wrong) 条、预期 \(expected) 条。",
            en:
                "Thresholds are calibrated on the \(report.calibrationDays) days before; found to be "
                + "true: \(real), false: \(wrong), expected: \(expected)."
        )
    }

    /// Each incident once, in its newest state, in the order in which they changed last.
    private static func newest(_ changes: [IncidentChange]) -> [Incident] {
        var seen: Set<String> = []
        return changes.reversed().map(\.incident).filter { seen.insert($0.id).inserted }
    }

    private func exitBySeverity(_ report: DetectRun.Report) throws {
        let quiet = Set(
            Self.newest(report.changes).filter { $0.state == .suppressed }.map(\.id)
        )
        let opened = report.changes.filter {
            ($0.action == .opened || $0.action == .reopened) && !quiet.contains($0.incident.id)
        }
        switch opened.map(\.incident.severity).max() {
        case .critical: throw ExitCode(30)
        case .alert: throw ExitCode(20)
        case .warning: throw ExitCode(10)
        case nil: return
        }
    }

    private func filter() throws {
        var filter = try counts.filter(global, alpha: alpha?.value, fdr: fdr?.value)
        filter.from = try from.map(CountsOptions.day)
        filter.external = external.detector
        Console.output(try filter.detect(try counts.table()))
    }
}
