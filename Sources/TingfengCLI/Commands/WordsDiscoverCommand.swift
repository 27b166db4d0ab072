import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// `words discover`: strings that the messages use as words and no dictionary knows.
struct WordsDiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "从留言中发现新词：凝固度、左右自由度、现有切法与例句",
        discussion: """
            读文件（形式与 ingest 相同，- 为标准输入）；不写文件就读数据库。已知的词不列。例句已脱敏。\
            看过以后用 tingfeng words accept 接受。
            """
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Argument(help: "留言文件；不写则读数据库") var files: [String] = []
    @Option(help: ArgumentHelp("字段预设（默认按表头认）", valueName: "name")) var preset: String?
    @Option(help: ArgumentHelp("字段映射文件", valueName: "file")) var map: String?
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("已知的词，另加一个词典文件", valueName: "file")) var words: String?
    @Option(help: ArgumentHelp("最少出现次数", valueName: "n")) var minCount = PositiveNumber(5)
    @Option(help: ArgumentHelp("最多列出的词数", valueName: "n")) var limit = PositiveNumber(100)
    @Option(help: ArgumentHelp("线程数；结果与线程数无关", valueName: "n"))
    var threads = PositiveNumber(ProcessInfo.processInfo.activeProcessorCount)

    func run() async throws {
        let installation = try global.installation
        let store = files.isEmpty ? try installation.store() : nil
        let reading = try installation.reading(store)
        let known = try UserWords(
            contentsOf: words.map { [$0] } ?? [],
            normalizer: reading.normalizer
        )
        var stream = MessageStream(reading: reading, threads: threads.value)
        if let store {
            let (from, to) = try period.bounds(installation.time)
            try await stream.take(store, (from ?? 0)..<(to ?? Int64(1) << 40), now: Clock.now())
        } else {
            let options = try readerOptions(installation)
            for file in files { try await stream.take(file, options) }
        }
        tell(stream.discovery)
        var options = WordDiscoveryOptions()
        options.minCount = minCount.value
        options.wholeIsKnown = reading.tokenizer.engine == .icu
        let found = stream.discovery.candidates(options) { word in
            reading.tokenizer.knows(word) || known.contains(word)
        }
        global.print(Self.table(found.prefix(limit.value)), spare: ["cut", "messages"])
    }

    private func readerOptions(_ installation: Installation) throws -> ReaderOptions {
        var options = ReaderOptions()
        if let map {
            options.fieldMap = try FieldMap(contentsOf: map)
        } else if let preset {
            options.fieldMap = FieldMap(preset: try FieldPreset(named: preset))
        }
        options.required = []
        options.time = installation.time
        options.mask = PersonalDataMask(kinds: Set(installation.configuration.pii.mask))
        // Callers are only told apart within this run.
        options.hashKey = try HashKey.random()
        return options
    }

    private func tell(_ discovery: WordDiscovery) {
        global.note(
            "看了 \(discovery.messageCount) 条留言。",
            en: "Read \(discovery.messageCount) messages."
        )
        if discovery.skippedCount > 0 {
            global.warn(
                "另有 \(discovery.skippedCount) 条超出容量，没有看：请用 --from、--to 缩短时段或分批。",
                en: "\(discovery.skippedCount) more were beyond the capacity: use --from and --to."
            )
        }
    }

    private static func table(_ found: some Collection<WordCandidate>) -> OutputTable {
        OutputTable(
            columns: [
                OutputColumn("word", zh: "词语", en: "Word"),
                OutputColumn("score", zh: "得分", en: "Score", .right),
                OutputColumn("count", zh: "次数", en: "Count", .right),
                OutputColumn("messages", zh: "留言数", en: "Messages", .right),
                OutputColumn("callers", zh: "诉求人数", en: "Callers", .right),
                OutputColumn("cohesion", zh: "凝固度", en: "Cohesion", .right),
                OutputColumn("left_freedom", zh: "左自由度", en: "Left freedom", .right),
                OutputColumn("right_freedom", zh: "右自由度", en: "Right freedom", .right),
                OutputColumn("cut", zh: "现有切法", en: "Cut now"),
                OutputColumn("example", zh: "例句", en: "Example"),
            ],
            rows: found.map { word in
                [
                    .string(word.word), .double(word.score, decimals: 1), .int(word.count),
                    .int(word.messages), .int(word.callers), .double(word.cohesion, decimals: 2),
                    .double(word.leftFreedom, decimals: 2),
                    .double(word.rightFreedom, decimals: 2), .string(word.cut),
                    .string(word.example),
                ]
            }
        )
    }
}

/// Messages on their way into a discovery, tokenized on several threads, added in order.
private struct MessageStream {
    private(set) var discovery: WordDiscovery
    private let reading: TextReading
    private let threads: Int
    private var number = 0
    private static let chunk = 2_000

    init(reading: TextReading, threads: Int) {
        discovery = WordDiscovery(tables: reading.normalizer.tables)
        self.reading = reading
        self.threads = threads
    }

    mutating func take(_ file: String, _ options: ReaderOptions) async throws {
        var reader = try MessageReader(path: file, options: options)
        var texts: [MessageText] = []
        while let row = try reader.next() {
            guard case .message(let message) = row else { continue }
            texts.append(MessageText(message))
            if texts.count == Self.chunk { await add(&texts) }
        }
        await add(&texts)
    }

    /// The newest messages come first, so that these stay where not all find room.
    mutating func take(_ store: Store, _ range: Range<Int64>, now: Int64) async throws {
        var texts: [MessageText] = []
        var size = 0
        let asOf = try store.defaultAsOf(now: now)
        try store.forEachText(in: range, asOf: asOf) { text in
            texts.append(text)
            size += text.title.utf8.count + text.body.utf8.count
            return size / 3 < discovery.capacity
        }
        for start in stride(from: 0, to: texts.count, by: Self.chunk) {
            var part = Array(texts[start..<min(start + Self.chunk, texts.count)])
            await add(&part)
        }
    }

    private mutating func add(_ texts: inout [MessageText]) async {
        let reading = reading
        let read = await inParallel(texts, threads: threads) { texts in
            var workspace = Tokenizer.Workspace()
            return texts.map { reading.read(title: $0.title, body: $0.body, &workspace) }
        }
        for (text, input) in zip(texts, read) {
            for (view, tokens) in [
                (input.title, input.titleTokens), (input.body, input.bodyTokens),
            ] {
                discovery.add(
                    view,
                    tokens: tokens,
                    message: number,
                    caller: text.caller,
                    isQuotable: !text.isConfidential
                )
            }
            number += 1
        }
        texts.removeAll(keepingCapacity: true)
    }
}

extension MessageText {
    fileprivate init(_ message: Message) {
        self.init(
            title: message.title,
            body: message.body,
            caller: message.callerHash,
            isConfidential: message.isConfidential
        )
    }
}
