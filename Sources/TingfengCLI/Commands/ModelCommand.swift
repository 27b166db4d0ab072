import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// `model`: trains and evaluates what ships in `models/`.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "训练与评估模型",
        subcommands: [Train.self, Evaluate.self, List.self, BuildTables.self]
    )

    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "训练模型",
            subcommands: [TrainClassifier.self, TrainTerms.self]
        )
    }

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eval",
            abstract: "评估模型",
            subcommands: [EvaluateClassifier.self]
        )
    }

    struct TrainClassifier: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "classifier",
            abstract: "训练分类模型：JSONL（title、body、category 为“/”相连的路径）"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("训练集，多个以逗号相隔", valueName: "files")) var input: String
        @Option(help: ArgumentHelp("开发集，训练后用它评估", valueName: "file")) var dev: String?
        @Option(help: ArgumentHelp("分类表：其中各类的名称也参加训练", valueName: "file"))
        var taxonomy: String?
        @Option(help: ArgumentHelp("不得用于训练的留言：正文或标题加正文也在其中的行会剔除", valueName: "file"))
        var exclude: String?
        @Option(help: ArgumentHelp("输出的模型文件", valueName: "file")) var output: String

        func run() async throws {
            let installation = try global.installation
            let reading = try installation.reading()
            let kept = try LabelledInput.samples(input, installation)
            let banned = try exclude.map { try LabelledInput.samples($0, installation) } ?? []
            let samples = LabelledInput.excluding(banned, from: kept)
            if exclude != nil {
                let dropped = kept.count - samples.count
                global.note(
                    "剔除了与排除集重复的 \(dropped) 行。",
                    en: "Left out \(dropped) rows that are excluded."
                )
            }
            global.note("训练 \(samples.count) 行……", en: "Training on \(samples.count) rows …")
            let trainer = ClassifierTrainer(
                normalizer: reading.normalizer,
                tokenizer: reading.tokenizer
            )
            let names = try taxonomy.map { try Taxonomy(contentsOf: $0) }
            let model = try await trainer.train(samples, taxonomy: names)
            try model.write(to: output)
            global.note(
                "模型已写入 \(output)（\(model.bytes.count) 字节）。",
                en: "The model is in \(output) (\(model.bytes.count) bytes)."
            )
            if let dev {
                let gold = try LabelledInput.samples(dev, installation)
                global.print(try await evaluate(model.classifier(), gold, reading))
            }
        }
    }

    struct TrainTerms: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "terms",
            abstract: "统计归并所用的词项权重：JSONL（title、body）"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("留言文件，多个以逗号相隔", valueName: "files")) var input: String
        @Option(help: ArgumentHelp("输出文件", valueName: "file")) var output: String

        func run() async throws {
            let installation = try global.installation
            let reading = try installation.reading()
            var counter = TermCounter()
            var workspace = Tokenizer.Workspace()
            for path in input.split(separator: ",") {
                var messages = try FilterInput(String(path), installation)
                while case let chunk = try messages.next(), !chunk.isEmpty {
                    for message in chunk { counter.add(reading.read(message, &workspace)) }
                }
            }
            try counter.write(to: output)
            global.note("词项权重已写入 \(output)。", en: "The term weights are in \(output).")
        }
    }

    struct EvaluateClassifier: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "classifier",
            abstract: "评估分类模型：宏平均 F1、逐类、混淆、ECE"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("标注集（JSONL），多个以逗号相隔", valueName: "files")) var input: String
        @Option(help: ArgumentHelp("模型文件（默认为随附的）", valueName: "file")) var model: String?

        func run() async throws {
            let installation = try global.installation
            let gold = try LabelledInput.samples(input, installation)
            let classifier = try installation.classifier(model: model)
            global.print(try await evaluate(classifier, gold, installation.reading()))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出随附的模型")

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions

        func run() throws {
            let folder = try global.installation.resources().path("models")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".bin") }.sorted()
            let rows = try names.map { name -> [OutputValue] in
                let bytes = try Input.bytes(folder + "/" + name)
                return [
                    .string(name), .int(bytes.count),
                    .string(Digest.hex(Digest.sha256(bytes))),
                ]
            }
            global.print(
                OutputTable(
                    columns: [
                        OutputColumn("name", zh: "模型", en: "Model"),
                        OutputColumn("bytes", zh: "字节", en: "Bytes", .right),
                        OutputColumn("sha256", zh: "SHA-256", en: "SHA-256"),
                    ],
                    rows: rows
                )
            )
        }
    }

    struct BuildTables: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "由 ICU 与 OpenCC 的字表重建字符表 dictionaries/characters.bin"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("含 opencc_TSCharacters.txt 的目录", valueName: "dir")) var lexicon:
            String
        @Option(help: ArgumentHelp("输出文件", valueName: "file")) var output: String

        func run() throws {
            try CharacterTablesBuilder(lexicon: lexicon).write(to: output)
            global.note("字符表已写入 \(output)。", en: "The character tables are in \(output).")
        }
    }

    private static func evaluate(
        _ classifier: CategoryClassifier,
        _ gold: [LabelledSample],
        _ reading: TextReading
    ) async throws -> OutputRecord {
        let answers = await inParallel(gold, threads: ProcessInfo.processInfo.activeProcessorCount)
        {
            samples in
            var tokenizer = Tokenizer.Workspace()
            var workspace = CategoryClassifier.Workspace()
            return samples.map { sample in
                let input = reading.read(title: sample.title, body: sample.body, &tokenizer)
                return classifier.classify(input, workspace: &workspace)
            }
        }
        return ClassifierEvaluation(answers: answers, truths: gold.map(\.path)).record
    }
}

/// Reads labelled messages: `title`, `body` and a category path, by their aliases.
enum LabelledInput {
    static func samples(_ paths: String, _ installation: Installation) throws -> [LabelledSample] {
        var samples: [LabelledSample] = []
        for path in paths.split(separator: ",") {
            var input = try FilterInput(String(path), installation)
            while case let messages = try input.next(), !messages.isEmpty {
                samples += messages.filter { !$0.category.isEmpty }.map { message in
                    LabelledSample(title: message.title, body: message.body, path: message.category)
                }
            }
        }
        return samples
    }

    /// Returns the samples whose body, and title with body, stand in none of the banned ones.
    static func excluding(
        _ banned: [LabelledSample],
        from samples: [LabelledSample]
    ) -> [LabelledSample] {
        let texts = Set(banned.map { squeezed($0.body) })
            .union(banned.map { squeezed($0.title + $0.body) })
        return samples.filter { sample in
            !texts.contains(squeezed(sample.body))
                && !texts.contains(squeezed(sample.title + sample.body))
        }
    }

    private static func squeezed(_ text: String) -> String {
        text.filter { !$0.isWhitespace }
    }
}
