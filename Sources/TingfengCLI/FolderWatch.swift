import Foundation
import Tingfeng
import TingfengStore

/// `ingest --watch`: takes the files of a folder as they are finished, until it is stopped.
struct FolderWatch {
    let global: GlobalOptions
    let store: Store
    let ingest: Ingest
    let reading: ReaderOptions

    /// Seconds between two looks.
    private static let pause = 2

    func run(_ path: String) async throws {
        var folder = try WatchedFolder(path: path)
        global.note(
            "正在守望目录 \(path)，每 \(Self.pause) 秒看一次；按 Ctrl-C 或发 SIGTERM 结束。",
            en: "Watching \(path) every \(Self.pause) s; end with Ctrl-C or SIGTERM."
        )
        do {
            while true {
                for file in try folder.finishedFiles(store) { try await take(file) }
                try await Task.sleep(for: .seconds(Self.pause))
            }
        } catch is CancellationError {
            global.note("已停止守望 \(path)。", en: "Stopped watching \(path).")
        }
    }

    private func take(_ file: String) async throws {
        global.note("入库 \(file)。", en: "Taking \(file).")
        do {
            let report = try await ingest.run(file: file, reading: reading)
            Console.endProgress()
            IngestSentences(global: global, isDryRun: false).explain(report, file)
            global.print(report.record)
        } catch let error as ReaderError {
            // A file that is no table stays where it is; the next ones are taken all the same.
            Console.endProgress()
            Console.message("\(error)")
            try store.refuse(file: file, at: Clock.now())
        } catch StoreError.busy(let path, let holder) {
            Console.message("\(StoreError.busy(path: path, holder: holder))")
        }
    }
}
