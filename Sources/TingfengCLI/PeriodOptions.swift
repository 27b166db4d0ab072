import ArgumentParser
import Tingfeng

/// The first and the last moment that is asked about.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("起（含）；只写日期指当天开始", valueName: "time"))
    var from: String?
    @Option(help: ArgumentHelp("止（含）；只写日期指当天结束", valueName: "time"))
    var to: String?

    /// Returns the first second and the second after the last, each where it was asked for.
    ///
    /// - Throws: `LocalTimeError`, or ``UsageError`` if the period ends before it begins.
    func bounds(_ time: LocalTime) throws -> (from: Int64?, to: Int64?) {
        let first = try from.map { try time.parse($0, bareDate: .start) }
        let end = try to.map { try time.parse($0, bareDate: .end) + 1 }
        if let first, let end, end <= first {
            throw UsageError("--to \(to ?? "") 早于 --from \(from ?? "")：请对调两个时间。")
        }
        return (first, end)
    }
}
