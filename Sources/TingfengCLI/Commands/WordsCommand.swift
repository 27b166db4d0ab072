import ArgumentParser
import Tingfeng
import TingfengStore
import TingfengText

/// `words`: new words of the stream, and the words that people gave to the tokenizer.
struct WordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "用户词典：发现新词，接受、列出、删除",
        discussion: """
            soft 是证据，hard 总是一个词，deny 从不是一个词；冲突时 deny 先于 hard 先于 soft，再取最左最长。\
            不写 --words 就是数据库里的词，对以后入库的留言生效。
            """,
        subcommands: [WordsDiscoverCommand.self, Accept.self, List.self, Remove.self]
    )

    /// Whose words are meant.
    struct Place: ParsableArguments {
        @Option(help: ArgumentHelp("改这个词典文件，而不是数据库", valueName: "file")) var words: String?
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "接受词语；已有的改为新的强度"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var place: Place
        @Argument(help: ArgumentHelp("词语", valueName: "word")) var accepted: [String]
        @Option(help: "强度") var strength = UserWords.Strength.soft

        func run() throws {
            let entries = try accepted.map { UserWord(try Self.checked($0), strength) }
            if let path = place.words {
                var file = try WordFile(path: path)
                entries.forEach { file.set($0) }
                try file.write()
            } else {
                try global.installation.store().setUserWords(entries, now: Clock.now())
            }
            global.note("已接受 \(entries.count) 个词。", en: "Accepted \(entries.count) words.")
        }

        /// A word is one line of a file, and its first column.
        private static func checked(_ word: String) throws -> String {
            guard !word.isEmpty, !word.hasPrefix("#"), !word.contains(where: \.isWhitespace) else {
                throw UsageError("“\(word)”不能作词语：词语不能为空、不能含空白、不能以 # 开头。")
            }
            return word
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出词语及其强度")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var place: Place

        func run() throws {
            let entries =
                try place.words.map { try WordFile(path: $0).entries }
                ?? global.installation.store().userWords().map(\.entry)
            if entries.isEmpty { global.note("还没有词语。", en: "No words yet.") }
            global.print(
                OutputTable(
                    columns: [
                        OutputColumn("word", zh: "词语", en: "Word"),
                        OutputColumn("strength", zh: "强度", en: "Strength"),
                    ],
                    rows: entries.map { [.string($0.word), .string($0.strength.rawValue)] }
                )
            )
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "remove", abstract: "删除词语")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @OptionGroup var place: Place
        @Argument(help: ArgumentHelp("词语", valueName: "word")) var removed: [String]

        func run() throws {
            let missing = try place.words.map { try removeFromFile($0) } ?? removeFromStore()
            guard missing.isEmpty else {
                throw UsageError("没有词语 \(missing.joined(separator: "、"))：用 tingfeng words list 查看。")
            }
            global.note("已删除 \(removed.count) 个词。", en: "Removed \(removed.count) words.")
        }

        /// Returns what was not there; removes nothing in that case.
        private func removeFromFile(_ path: String) throws -> [String] {
            var file = try WordFile(path: path)
            let missing = removed.filter { !file.remove($0) }
            if missing.isEmpty { try file.write() }
            return missing
        }

        private func removeFromStore() throws -> [String] {
            let store = try global.installation.store()
            return try removed.filter { try !store.removeUserWord($0) }
        }
    }
}
