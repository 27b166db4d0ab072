import ArgumentParser
import Tingfeng

/// Somebody's own detector.
struct ExternalOption: ParsableArguments {
    @Option(
        name: .customLong("external"),
        help: ArgumentHelp("外部检测程序（shell 命令）：逐行 JSON 问答，代替内置的计数检测", valueName: "cmd")
    )
    var command: String?

    var detector: ExternalDetector? { command.map { ExternalDetector(command: $0) } }
}
