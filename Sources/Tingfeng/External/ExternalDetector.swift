import Foundation
import Synchronization
public import TingfengTrends

/// Somebody's own detector (外部检测程序): a program that judges count series over JSON lines.
///
/// One line goes in for each series, one line comes back:
///
///     {"series":"category=供水","bin":"d","first":"2025-01-01","counts":[3,0,4,18],"from":3,"share":1}
///     {"series":"category=供水","expected":[3.1],"p":[1e-7]}
///
/// The arrays have one value for each count from `from` on; `drop_p` and `upper` may stand beside
/// them.
public final class ExternalDetector: Sendable {
    /// The command, as the shell gets it.
    public let command: String
    private let program: Mutex<Program>

    /// Makes a detector of a shell command; it is started with the first question.
    public init(command: String, patience: Double = 30) {
        self.command = command
        program = Mutex(Program(command: command, patience: patience))
    }

    /// Judges a series from a place on.
    ///
    /// - Throws: ``ExternalDetectorError`` if the program is dead, slow, or says what makes no sense.
    public func judge(
        _ series: CountSeries,
        from: Int,
        lastBinShare: Double = 1
    ) throws -> [Detection] {
        guard from < series.counts.count else { return [] }
        let question = Self.question(series, from: from, share: lastBinShare)
        let line = try program.withLock { try $0.answer(question, about: series.key.name) }
        let answer = try answer(line, series.key.name, bins: series.counts.count - from)
        return (from..<series.counts.count).map { place in
            let isLast = place == series.counts.count - 1
            return answer.detection(
                place - from,
                bin: series.bin(at: place),
                count: series.counts[place],
                isProvisional: isLast && lastBinShare < 1
            )
        }
    }

    /// Does something whose questions will all be asked once more: then the answers are at hand.
    public func rehearse(_ body: () throws -> Void) rethrows {
        program.withLock { $0.isRehearsal = true }
        defer { program.withLock { $0.isRehearsal = false } }
        try body()
    }

    private func answer(_ line: String, _ series: String, bins: Int) throws -> ExternalAnswer {
        do {
            return try ExternalAnswer(line, series: series, bins: bins)
        } catch let problem as ExternalAnswer.Problem {
            throw ExternalDetectorError.senseless(command: command, problem: problem.words)
        }
    }

    private static func question(_ series: CountSeries, from: Int, share: Double) -> String {
        let unit =
            switch series.first.unit {
            case .hour: "h"
            case .day: "d"
            case .week: "w"
            }
        let json: JSONValue = [
            "series": .string(series.key.name), "bin": .string(unit),
            "first": .string("\(series.first)"),
            "counts": .array(series.counts.map { .int(Int($0)) }), "from": .int(from),
            "share": .double(share),
        ]
        return json.serialized()
    }
}

/// Why an external detector is of no use.
public enum ExternalDetectorError: Error, Equatable, Sendable, CustomStringConvertible {
    case notStarted(command: String)
    case dead(command: String, series: String)
    case slow(command: String, series: String, seconds: Double)
    case senseless(command: String, problem: String)

    /// One Chinese sentence: what is wrong, at which series, and what to do.
    public var description: String {
        switch self {
        case .notStarted(let command):
            "外部检测程序启动不了：\(command)。请检查命令。"
        case .dead(let command, let series):
            "外部检测程序在序列 \(series) 处退出，没有回答：\(command)。请看它的标准错误；库未改动。"
        case .slow(let command, let series, let seconds):
            "外部检测程序在序列 \(series) 处 \(Int(seconds)) 秒没有回答，已停止：\(command)。请每读一行就回答一行并刷新输出；库未改动。"
        case .senseless(let command, let problem):
            "外部检测程序的回答不对（\(problem)）：\(command)。请按 docs/cli.md 的约定回答；库未改动。"
        }
    }
}
