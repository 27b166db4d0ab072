import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore
import TingfengText

/// `tokenize`: lines of text into tokens.
struct TokenizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize",
        abstract: "分词：一行进，一行出，词元以空格相隔",
        discussion: """
            --explain 列出每个词元由什么决定：dict 模型认定的词典词，model 模型的评分，icu 引擎的规则与词典，\
            user 用户词典，denied 禁用词，place 地名代码，net 网址与邮箱。分差是模型在词元之后切开的最优\
            路径比不切开的最优路径高多少分：越大越肯定，负数是规则或用户词典与模型相左；模型没有选择处为空。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "文本；没有或为 - 则逐行读标准输入") var text: [String] = []
    @Option(help: "引擎：learned 用模型，icu 不用模型") var engine = Tokenizer.Engine.learned
    @Option(help: ArgumentHelp("切分模型（默认为随附的）", valueName: "file")) var model: String?
    @Option(help: ArgumentHelp("用户词典，每行：词[TAB]soft|hard|deny", valueName: "file"))
    var words: String?
    @Option(help: "exact：每字只在一个词里；search：长词之外还有其中的短词，供检索")
    var mode = LineTokenizer.Mode.exact
    @Flag(help: "不作任何规范化") var raw = false
    @Flag(help: "逐词列出行号、字节位置、种类和由什么决定") var explain = false
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let installation = try global.installation
        let normalizer = raw ? nil : try installation.normalizer()
        let words = try words.map { try UserWords(contentsOf: $0, normalizer: normalizer) }
        let lines = LineTokenizer(
            normalizer: normalizer,
            tokenizer: Tokenizer(
                model: engine == .icu ? nil : try installation.segmenter(model: model),
                words: words ?? UserWords()
            ),
            mode: mode
        )
        if explain {
            printExplained(lines)
        } else {
            await printJoined(lines)
        }
    }

    private func printJoined(_ tokenizer: LineTokenizer) async {
        var input = ByteLines(text)
        while let lines = input.next() {
            let parts = ByteLines.split(lines, parts: threads.value)
            let rows = await inParallel(parts, threads: threads.value) { parts in
                parts.map { tokenizer.joined($0) }
            }
            for row in rows { Console.output(row) }
        }
    }

    private func printExplained(_ tokenizer: LineTokenizer) {
        var input = LineInput(text)
        var workspace = Tokenizer.Workspace()
        var rows: [[OutputValue]] = []
        var number = 0
        while case let lines = input.next(), !lines.isEmpty {
            for line in lines {
                number += 1
                rows += tokenizer.explained(line, number: number, &workspace)
            }
        }
        global.print(OutputTable(columns: LineTokenizer.columns, rows: rows))
    }
}

/// The lines to cut: what stands on the command line, else the standard input.
private struct LineInput {
    private var given: String?
    private let isStandardInput: Bool
    /// On a terminal every line is answered at once.
    private let chunk = Console.isTerminal(STDIN_FILENO) ? 1 : 4_000

    init(_ text: [String]) {
        isStandardInput = text.isEmpty || text == ["-"]
        given = isStandardInput ? nil : text.joined(separator: " ")
    }

    /// Returns the next lines, none at the end.
    mutating func next() -> [String] {
        guard isStandardInput else {
            defer { given = nil }
            return given.map { [$0] } ?? []
        }
        var lines: [String] = []
        while lines.count < chunk, let line = readLine() { lines.append(line) }
        return lines
    }
}
