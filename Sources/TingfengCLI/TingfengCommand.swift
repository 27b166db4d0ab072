import ArgumentParser
import Foundation

/// `tingfeng`: parses, runs, and turns what went wrong into a sentence and an exit code.
@main
struct TingfengCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tingfeng",
        abstract: "听风：把市民留言变成及时的知识",
        discussion: "一台机器、一个 SQLite 文件、不联网。先运行 tingfeng init，再 tingfeng ingest 文件。",
        version: Version.text,
        subcommands: [
            InitCommand.self,
            IngestCommand.self,
            QuarantineCommand.self,
            HotCommand.self,
            EmergingCommand.self,
            TrendCommand.self,
            SearchCommand.self,
            DetectCommand.self,
            AlertsCommand.self,
            ExplainCommand.self,
            ReplayCommand.self,
            SilenceCommand.self,
            NotifyCommand.self,
            ForecastCommand.self,
            TokenizeCommand.self,
            ClassifyCommand.self,
            PlacesCommand.self,
            MatchCommand.self,
            MatterCommand.self,
            RepeatCommand.self,
            CompareCommand.self,
            ExportCommand.self,
            WordsCommand.self,
            ModelCommand.self,
            RelabelCommand.self,
            DriftCommand.self,
            ServeCommand.self,
            TokenCommand.self,
            DoctorCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            ReindexCommand.self,
            ConfigCommand.self,
        ]
    )

    static func main() async {
        // A reader that goes away (`tingfeng hot | head`) is no failure of ours.
        signal(SIGPIPE, SIG_DFL)
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure(error).exit(isJSON: Failure.asksForJSON(arguments), command: self)
        }
    }
}

/// The version of this build.
enum Version {
    static let text = "0.1.0"
}
