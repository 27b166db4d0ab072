import Tingfeng
import TingfengStore

/// What people are told about a file that was taken in.
struct IngestSentences {
    let global: GlobalOptions
    let isDryRun: Bool

    func explain(_ report: IngestReport, _ file: String) {
        let name = file == "-" ? global.lang.text(zh: "标准输入", en: "The standard input") : file
        if report.read == 0 {
            global.warn("\(name) 是空的：没有可入库的行。", en: "\(name) is empty: there are no rows to store.")
        }
        explainColumns(report.droppedColumns)
        if report.isAborted {
            explainAbort(report, name)
        } else if report.rejected > 0 {
            explainRejected(report.rejected, name)
        }
    }

    /// Tells how long all files took.
    func explainSpeed(_ report: IngestReport, since start: ContinuousClock.Instant) {
        let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
        let (time, rate) = ((seconds * 10).rounded() / 10, Int(Double(report.read) / seconds))
        global.note("用时 \(time) 秒，每秒 \(rate) 行。", en: "Took \(time) s, \(rate) rows/s.")
    }

    private func explainColumns(_ dropped: [String]) {
        guard !dropped.isEmpty else { return }
        let names = dropped.joined(separator: global.lang.text(zh: "、", en: ", "))
        global.note(
            "未使用的列（\(dropped.count)）：\(names)；要保留请在 --map 的 extra 中列出。",
            en:
                "Columns not used (\(dropped.count)): \(names); list them under extra in --map to keep them."
        )
    }

    private func explainAbort(_ report: IngestReport, _ name: String) {
        let share = "\(report.rejected)/\(report.read)"
        if isDryRun {
            global.warn(
                "\(name)：坏行 \(share) 超过上限，入库时整批都不会存；请修正文件，或放宽 --max-bad。",
                en: "\(name): \(share) rows are bad, over the limit, so none would be stored; "
                    + "mend the file or raise --max-bad."
            )
        } else {
            global.warn(
                "\(name)：坏行 \(share) 超过上限，未入库任何留言；坏行见 tingfeng quarantine list，或放宽 --max-bad。",
                en: "\(name): \(share) rows are bad, over the limit, so no message was stored; "
                    + "see tingfeng quarantine list, or raise --max-bad."
            )
        }
    }

    private func explainRejected(_ rejected: Int, _ name: String) {
        if isDryRun {
            global.warn(
                "\(name)：有 \(rejected) 行坏行，入库时会进隔离区。",
                en: "\(name): \(rejected) rows are bad and would go to the quarantine."
            )
        } else {
            global.warn(
                "\(name)：\(rejected) 行进了隔离区，见 tingfeng quarantine list。",
                en:
                    "\(name): \(rejected) rows went to the quarantine; see tingfeng quarantine list."
            )
        }
    }
}
