import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据库文件（默认依次取 $TINGFENG_DB、配置、tingfeng.db）", valueName: "file"))
    var db: String?
    @Option(
        help: ArgumentHelp("配置文件（默认依次取 $TINGFENG_CONFIG、与数据库同名的 .yaml）", valueName: "file")
    )
    var config: String?
    @Option(help: ArgumentHelp("词典与模型所在目录（默认 $TINGFENG_RESOURCES）", valueName: "dir"))
    var resources: String?
    @Option(name: .customLong("format"), help: "输出形式（默认 $TINGFENG_FORMAT，再默认 table）")
    var askedFormat: OutputFormat?
    @Option(name: .customLong("lang"), help: "标题与提示的语言（默认 $TINGFENG_LANG，再默认 zh）")
    var askedLanguage: Language?
    @Flag(help: "CSV 前加字节序标记，便于 Excel 打开")
    var bom = false
    @Flag(help: "不打印提示，只打印数据和错误")
    var quiet = false
    @Flag(help: "不用颜色（设了 $NO_COLOR 也不用）")
    var noColor = false

    /// Checks what the environment says, so that a wrong value is told at once.
    func validate() throws {
        try EnvironmentDefaults.check()
    }

    /// `--format`, else what the environment says, else a table.
    var format: OutputFormat { askedFormat ?? EnvironmentDefaults.format ?? .table }

    /// `--lang`, else what the environment says, else Chinese.
    var lang: Language { askedLanguage ?? EnvironmentDefaults.language ?? .zh }

    var installation: Installation {
        get throws {
            var request = Installation.Request(environment: EnvironmentDefaults.variables)
            request.database = db
            request.configuration = config
            request.resources = resources
            return try Installation(request)
        }
    }

    /// Where `init` makes a database.
    var newDatabasePath: String {
        db ?? EnvironmentDefaults.variables["TINGFENG_DB"] ?? "tingfeng.db"
    }

    /// Prints a table to the standard output.
    ///
    /// On a terminal too narrow for all columns, those named by `spare` are left out, first to last,
    /// until the rest fits; every other format and a pipe get all of them.
    func print(_ table: OutputTable, spare: [String] = []) {
        Console.output(fitted(table, spare: spare).rendered(as: format, options))
    }

    /// Prints a record to the standard output.
    func print(_ record: OutputRecord) {
        Console.output(record.rendered(as: format, options))
    }

    /// Prints a sentence for people, unless told to be quiet.
    func note(_ zh: String, en: String) {
        if !quiet { warn(zh, en: en) }
    }

    /// Prints a sentence that must not be missed.
    func warn(_ zh: String, en: String) {
        Console.message(lang.text(zh: zh, en: en))
    }

    private func fitted(_ table: OutputTable, spare: [String]) -> OutputTable {
        guard format == .table, let width = options.width else { return table }
        var kept = table
        for key in spare where kept.width(in: lang) > width { kept.remove(column: key) }
        return kept
    }

    private var options: OutputOptions {
        let isTerminal = Console.isTerminal(STDOUT_FILENO)
        let isPlain = noColor || EnvironmentDefaults.variables["NO_COLOR"] != nil
        return OutputOptions(
            language: lang,
            width: isTerminal ? Console.width : nil,
            bom: bom,
            isColored: isTerminal && !isPlain && format == .table
        )
    }
}

extension OutputTable {
    /// Terminal cells that a line takes if no cell is shortened.
    fileprivate func width(in language: Language) -> Int {
        let options = OutputOptions(language: language)
        let rule = rendered(as: .table, options).split(separator: "\n").dropFirst().first
        return rule?.count ?? 0
    }

    fileprivate mutating func remove(column key: String) {
        guard let index = columns.firstIndex(where: { $0.key == key }) else { return }
        columns.remove(at: index)
        for row in rows.indices { rows[row].remove(at: index) }
    }
}
