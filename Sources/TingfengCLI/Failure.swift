import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengServer
import TingfengStore
import TingfengText
import TingfengTrends

/// What went wrong, as the contract's exit code and one sentence: what, where, what to do.
///
/// The only place where errors become exit codes (PRODUCT §5.3).
struct Failure {
    let code: Code
    let name: String
    let sentence: String
    private let original: any Error

    enum Code: Int32 {
        case runtime = 1
        case rejectedSome = 3
        case rejectedAll = 4
        case busy = 5
        case damaged = 6
        case usage = 64
        case undelivered = 75
    }

    init(_ error: any Error) {
        original = error
        (code, name) = Self.classify(error)
        sentence = Self.sentence(error)
    }

    /// Errors of our own describe themselves; one of the system says at least what it is about.
    private static func sentence(_ error: any Error) -> String {
        if let error = error as? CocoaError {
            return "文件操作失败（\(error.filePath ?? error.localizedDescription)）：请检查路径、权限和磁盘空间。"
        }
        return "\(error)"
    }

    private static func classify(_ error: any Error) -> (Code, String) {
        switch error {
        case let error as StoreError: classify(error)
        case is ConfigurationError, is SearchError, is LocalTimeError, is UsageError,
            is ListenError, is MatterError:
            (.usage, "usage")
        case is Undelivered: (.undelivered, "undelivered")
        case is ExternalDetectorError: (.runtime, "external")
        case is InputFailure: (.runtime, "unreadable_input")
        case ReaderError.unknownPreset, ReaderError.badMap: (.usage, "usage")
        case is ReaderError: (.runtime, "unreadable_input")
        default: (.runtime, "failed")
        }
    }

    private static func classify(_ error: StoreError) -> (Code, String) {
        switch error {
        case .busy: (.busy, "busy")
        case .newerSchema: (.busy, "newer_schema")
        case .olderSchema: (.runtime, "older_schema")
        case .damaged: (.damaged, "damaged")
        case .diskFull: (.runtime, "disk_full")
        default: (.runtime, "database")
        }
    }

    /// Prints the sentence and ends the process.
    func exit(isJSON: Bool, command: any ParsableCommand.Type) -> Never {
        let parsed = command.exitCode(for: original)
        // What the argument parser throws (help, version, bad usage) it prints best itself.
        if parsed.isSuccess || original is ExitCode { command.exit(withError: original) }
        let isUsage = parsed != .failure
        guard isJSON else {
            if isUsage { command.exit(withError: original) }
            Console.message(sentence)
            Foundation.exit(code.rawValue)
        }
        let message = isUsage ? command.message(for: original) : sentence
        Console.message(Self.json(isUsage ? "usage" : name, message))
        Foundation.exit(isUsage ? Code.usage.rawValue : code.rawValue)
    }

    /// `{"error":{"code","message","hint"}}`; the hint is what the sentence says to do.
    private static func json(_ name: String, _ message: String) -> String {
        let remedy = message.range(of: "请", options: .backwards)
        let hint = remedy.map { String(message[$0.lowerBound...]) }
        let fields: JSONValue = [
            "code": .string(name), "message": .string(message),
            "hint": hint.map(JSONValue.string) ?? .null,
        ]
        return (["error": fields] as JSONValue).serialized()
    }

    /// Whether errors are wanted as JSON: as the output is, also where the rest cannot be parsed.
    static func asksForJSON(_ arguments: [String]) -> Bool {
        let pairs = zip(arguments, arguments.dropFirst())
        let asked =
            arguments.last { $0.hasPrefix("--format=") }?.dropFirst("--format=".count)
            ?? pairs.first { $0.0 == "--format" }?.1[...]
        let format = asked.map(String.init) ?? EnvironmentDefaults.variables["TINGFENG_FORMAT"]
        return format == "json" || format == "jsonl"
    }
}

/// An input that cannot be read to its end; the sentence names the file and the row.
struct InputFailure: Error, CustomStringConvertible {
    let description: String
}

/// Notices that no receiver has taken.
struct Undelivered: Error, CustomStringConvertible {
    let count: Int

    var description: String {
        "\(count) 条通知没有送达，留在发件箱里：请看 tingfeng notify --outbox 的原因，下次运行 tingfeng notify 再送。"
    }
}

/// A value on the command line that cannot be used.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
