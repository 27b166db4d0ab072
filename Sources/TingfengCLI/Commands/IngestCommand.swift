import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// `ingest`: message files into the database.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "留言文件入库：CSV、JSONL、JSON、XLSX，可为 .gz；- 为标准输入",
        discussion: """
            每个文件是一批，要么全部入库，要么一条不入；同一文件入库两次不改变任何东西。坏行进隔离区（退出码 3），\
            坏行超过 --max-bad 则整批不入（退出码 4）。多个文件依次入库，打印合计。\
            --watch 守望的目录里，写完的文件各入库一次，到达时间取当前时间；未写完的请用 .part 等后缀或点开头的名字。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "文件，- 为标准输入") var files: [String] = []
    @Option(
        help: ArgumentHelp("守望目录：写完的文件自动入库，每个一次，直到 Ctrl-C", valueName: "dir")
    )
    var watch: String?
    @Option(help: ArgumentHelp("来源名称", valueName: "name")) var source: String?
    @Option(
        help: ArgumentHelp("字段预设：12345、lyb、wenzheng、tipdm-c、open311（默认按表头认）", valueName: "name")
    )
    var preset: String?
    @Option(help: ArgumentHelp("字段映射文件（YAML，字段: 列名）", valueName: "file")) var map: String?
    @Option(help: "文件形式") var inputFormat = ReaderOptions.Format.auto
    @Option(help: "编码") var encoding = ReaderOptions.Encoding.auto
    @Option(help: ArgumentHelp("工作表名（默认第一张）", valueName: "name")) var sheet: String?
    @Option(help: "已有而内容不同时") var onConflict = IngestOptions.Conflict.update
    @Option(help: "到达时间：历史取事件时间、新的取当前时间（auto），或一律取其一")
    var arrival: IngestOptions.Arrival?
    @Option(help: ArgumentHelp("坏行上限：比例（1%、0.01）或行数；比例至少容 10 行", valueName: "share|n"))
    var maxBad = MaxBad.share(0.01)
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)
    @Flag(help: "只读一遍并报告，不入库") var dryRun = false

    func validate() throws {
        guard files.isEmpty == (watch == nil) else { return }
        throw ValidationError("请给出要入库的文件，或用 --watch 指定目录，二者取一。")
    }

    func run() async throws {
        let installation = try global.installation
        let store = try installation.store()
        defer { try? store.moveLog() }
        let ingest = try ingest(installation, store)
        let reading = try readerOptions(installation)
        if let watch {
            let folder = FolderWatch(global: global, store: store, ingest: ingest, reading: reading)
            return try await StopSignals.run { try await folder.run(watch) }
        }
        // What comes from a pipe cannot be waited for and be stopped at once; each chunk is safe.
        guard !files.contains("-") else { return try await takeFiles(ingest, reading) }
        do {
            try await StopSignals.run { try await takeFiles(ingest, reading) }
        } catch is CancellationError {
            Console.endProgress()
            global.warn(
                "已停止：正在入库的文件已全部撤回，此前的文件已入库；重新运行同一命令即可继续。",
                en: "Stopped: the file at hand was taken back, those before it are stored; "
                    + "run the same command to go on."
            )
            throw ExitCode(Self.stopped)
        }
    }

    /// What shells report of a program that Ctrl-C ended.
    private static let stopped: Int32 = 130

    private func takeFiles(_ ingest: Ingest, _ reading: ReaderOptions) async throws {
        var total = IngestReport()
        let start = ContinuousClock.now
        for file in files {
            do {
                let report = try await ingest.run(file: file, reading: reading)
                Console.endProgress()
                IngestSentences(global: global, isDryRun: dryRun).explain(report, file)
                total.add(report)
            } catch {
                Console.endProgress()
                // What the files before brought is stored, and is told before the failure.
                if file != files.first { global.print(total.record) }
                throw error
            }
        }
        IngestSentences(global: global, isDryRun: dryRun).explainSpeed(total, since: start)
        global.print(total.record)
        if total.isAborted { throw ExitCode(Failure.Code.rejectedAll.rawValue) }
        if total.rejected > 0 { throw ExitCode(Failure.Code.rejectedSome.rawValue) }
    }

    private func readerOptions(_ installation: Installation) throws -> ReaderOptions {
        var reading = try installation.readerOptions(preset: preset, map: map, source: source)
        reading.format = inputFormat
        reading.encoding = encoding
        reading.sheet = sheet
        return reading
    }

    private func ingest(_ installation: Installation, _ store: Store) throws -> Ingest {
        var options = IngestOptions()
        options.onConflict = onConflict
        options.arrival = arrival ?? (watch == nil ? .auto : .now)
        options.maxBad = maxBad
        options.isDryRun = dryRun
        options.threads = threads.value
        let (isQuiet, language) = (global.quiet, global.lang)
        return Ingest(
            store: store,
            analyzer: try installation.analyzer(store),
            options: options,
            clock: Clock.now,
            progress: { rows in
                if !isQuiet {
                    Console.progress(language.text(zh: "已处理 \(rows) 行", en: "\(rows) rows"))
                }
            }
        )
    }
}

extension IngestReport {
    /// What became of the rows, as it is printed.
    var record: OutputRecord {
        OutputRecord([
            OutputField("read", zh: "读取", en: "Read", .int(read)),
            OutputField("new", zh: "新增", en: "New", .int(new)),
            OutputField("updated", zh: "更新", en: "Updated", .int(updated)),
            OutputField("same", zh: "未变", en: "Same", .int(same)),
            OutputField("rejected", zh: "拒收", en: "Rejected", .int(rejected)),
        ])
    }
}
