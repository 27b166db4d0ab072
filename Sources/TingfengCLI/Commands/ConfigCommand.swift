import ArgumentParser
import Tingfeng
import TingfengStore

/// `config`: checks the configuration file.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "检查配置",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "读一遍配置，指出第一处错误的行"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

        func run() throws {
            let installation = try global.installation
            _ = try installation.reading()
            _ = try installation.regions()
            _ = try installation.calendar()
            guard let path = installation.configurationPath else {
                return global.note(
                    "没有配置文件，用的是默认值。",
                    en: "There is no configuration; defaults are used."
                )
            }
            global.note("配置 \(path) 没有错误。", en: "The configuration \(path) has no errors.")
        }
    }
}
