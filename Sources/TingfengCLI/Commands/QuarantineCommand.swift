import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `quarantine`: rows that could not become messages.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "隔离区：查看、重试、导出坏行",
        subcommands: [List.self, Show.self, Retry.self, Export.self],
        defaultSubcommand: List.self
    )

    /// Which rows are meant.
    struct Selection: ParsableArguments {
        @Option(help: ArgumentHelp("原因，例如 bad_time", valueName: "reason")) var reason: String?
        @Option(help: ArgumentHelp("此日以后进入的", valueName: "date")) var since: String?

        func rows(_ installation: Installation, _ store: Store) throws -> [QuarantineRecord] {
            let since = try since.map { try installation.time.parse($0, bareDate: .start) } ?? 0
            let reason = try reason.map { text in
                guard let reason = RejectedRow.Reason(rawValue: text) else {
                    let known = RejectedRow.Reason.allCases.map(\.rawValue).joined(separator: "、")
                    throw UsageError("没有原因 \(text)：可用的有 \(known)。")
                }
                return reason
            }
            return try store.quarantine(reason: reason, since: since)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出坏行")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var selection: Selection
        @Option(help: ArgumentHelp("最多列出的行数", valueName: "n")) var limit = PositiveNumber(50)

        func run() throws {
            let installation = try global.installation
            let rows = try selection.rows(installation, installation.store())
            let shown = Array(rows.prefix(limit.value))
            if rows.isEmpty {
                global.note("隔离区没有这样的坏行。", en: "The quarantine holds no such rows.")
            } else if shown.count < rows.count {
                global.note(
                    "共 \(rows.count) 行，只列前 \(shown.count) 行；更多请加大 --limit。",
                    en:
                        "\(rows.count) rows, the first \(shown.count) are shown; raise --limit for more."
                )
            }
            global.print(
                QuarantineRecord.table(shown, time: installation.time),
                spare: ["byte_offset", "aborted", "added_at", "reason"]
            )
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "一条坏行的全部单元格")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Argument(help: ArgumentHelp("隔离编号", valueName: "id")) var id: Int64

        func run() throws {
            let installation = try global.installation
            guard let row = try installation.store().quarantine(id: id) else {
                throw UsageError("隔离区没有 \(id) 号：用 tingfeng quarantine list 查看。")
            }
            global.print(row.record(time: installation.time))
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry",
            abstract: "用（改过的）字段映射重试坏行；成功的留言入库，仍坏的留下"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var selection: Selection
        @Option(help: ArgumentHelp("来源名称", valueName: "name")) var source: String?
        @Option(help: ArgumentHelp("字段预设", valueName: "name")) var preset: String?
        @Option(help: ArgumentHelp("字段映射文件", valueName: "file")) var map: String?

        func run() async throws {
            let installation = try global.installation
            let store = try installation.store()
            let rows = try selection.rows(installation, store).filter { $0.retriedAt == nil }
            let reading = try installation.readerOptions(preset: preset, map: map, source: source)
            let ingest = Ingest(
                store: store,
                analyzer: try installation.analyzer(store),
                options: IngestOptions(),
                clock: Clock.now
            )
            let report = try await ingest.retry(rows, reading: reading)
            global.print(
                OutputRecord([
                    OutputField("read", zh: "重试", en: "Retried", .int(report.read)),
                    OutputField("new", zh: "新增", en: "New", .int(report.new)),
                    OutputField("updated", zh: "更新", en: "Updated", .int(report.updated)),
                    OutputField("same", zh: "未变", en: "Same", .int(report.same)),
                    OutputField("rejected", zh: "仍坏", en: "Still bad", .int(report.rejected)),
                ])
            )
            if report.rejected > 0 { throw ExitCode(Failure.Code.rejectedSome.rawValue) }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "坏行导出为 JSONL，便于修改后再入库"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var selection: Selection

        func run() throws {
            let installation = try global.installation
            for row in try selection.rows(installation, installation.store()) {
                Console.output(row.cells.serialized() + "\n")
            }
        }
    }
}
