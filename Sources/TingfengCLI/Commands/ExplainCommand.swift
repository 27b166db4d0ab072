import ArgumentParser
import Tingfeng
import TingfengStore

/// `explain`: why an incident was raised.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "预警的依据：实际与预期、增量构成、特征词、留言摘录"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @OptionGroup var moment: AsOfOption
    @Argument(help: "预警ID 或其开头") var id: String
    @Option(help: ArgumentHelp("写成一个独立的 HTML 文件，不打印", valueName: "file")) var html: String?

    func run() throws {
        let installation = try global.installation
        let store = try installation.store()
        let incident = try store.requireIncident(id)
        let asOf = try moment.resolve(installation, store, global)
        let explanation = try store.explain(
            incident,
            installation.reading(store),
            calendar: installation.calendar(),
            time: installation.time,
            asOf: asOf
        )
        if let html {
            let page = ExplanationPage(
                explanation,
                time: installation.time,
                language: global.lang
            )
            try OutputFile.write(page.html, to: html)
            return global.note("依据已写入 \(html)。", en: "The evidence is in \(html).")
        }
        if global.format == .table {
            let plot = TerminalPlot(
                title: incident.peak.dimensions.name,
                points: explanation.trend.plotPoints(time: installation.time),
                language: global.lang
            )
            Console.output(plot.rendered(width: min(Console.width, 120)))
        }
        global.print(explanation.record(time: installation.time))
    }
}
