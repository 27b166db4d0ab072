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
        subcommands: [
            Train.self, Evaluate.self, List.self, ModelUseCommand.self, BuildTables.self,
            BuildPlaces.self,
        ]
    )

    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "train",
            abstract: "训练模型",
            subcommands: [
                TrainSegmenter.self, TrainClassifier.self, TrainTerms.self, TrainPlaces.self,
                TrainMatcher.self,
            ]
        )
    }

    struct Evaluate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eval",
            abstract: "评估模型",
            subcommands: [EvaluateSegmenter.self, EvaluateClassifier.self]
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
        @Option(help: ArgumentHelp("无标注的留言，多个以逗号相隔：从中学习哪些词相近", valueName: "files"))
        var unlabelled: String?
        @Option(help: ArgumentHelp("线索词表（默认为随附的 dictionaries/cues.tsv）", valueName: "file"))
        var cues: String?
        @Option(help: ArgumentHelp("要求的准确率：低于达到它的概率则拒判", valueName: "share"))
        var precision = 0.9
        @Flag(help: "加上库中改正过的留言（relabel）") var withCorrections = false
        @Option(help: ArgumentHelp("输出的模型文件", valueName: "file")) var output: String

        func run() async throws {
            let installation = try global.installation
            let reading = try installation.reading()
            let banned = try exclude.map { try LabelledInput.samples($0, installation) } ?? []
            var samples = try kept(input, banned, installation)
            if withCorrections { samples += try corrections(installation) }
            let texts = try unlabelled.map { try kept($0, banned, installation) } ?? []
            global.note(
                "训练 \(samples.count) 行，另有无标注 \(texts.count) 行……",
                en: "Training on \(samples.count) rows and \(texts.count) without label …"
            )
            var options = ClassifierTrainer.Options()
            options.askedPrecision = precision
            let trainer = ClassifierTrainer(
                options: options,
                normalizer: reading.normalizer,
                tokenizer: reading.tokenizer,
                cues: try installation.cues(at: cues)
            )
            let names = try taxonomy.map { try Taxonomy(contentsOf: $0) }
            let model = try await trainer.train(samples, texts: texts, taxonomy: names)
            try model.write(to: output)
            global.note("留出自身与近重复后的得分：", en: "Scores with each sample held out:")
            let report = HeldOutReport(model.heldOut).text
            global.note(report, en: report)
            global.note(
                "模型已写入 \(output)（\(model.bytes.count) 字节）。",
                en: "The model is in \(output) (\(model.bytes.count) bytes)."
            )
            if let dev {
                let gold = try LabelledInput.samples(dev, installation)
                global.print(try await evaluate(model.classifier(), gold, reading))
            }
        }

        private func corrections(_ installation: Installation) throws -> [LabelledSample] {
            let corrections = try installation.store().corrections()
            global.note(
                "另加改正过的留言 \(corrections.count) 条。",
                en: "Adding \(corrections.count) corrected messages."
            )
            return corrections.map {
                LabelledSample(title: $0.title, body: $0.body, path: $0.path)
            }
        }

        private func kept(
            _ paths: String,
            _ banned: [LabelledSample],
            _ installation: Installation
        ) throws -> [LabelledSample] {
            let all = try LabelledInput.samples(paths, installation)
            let kept = LabelledInput.excluding(banned, from: all)
            if exclude != nil {
                global.note(
                    "剔除了与排除集重复的 \(all.count - kept.count) 行。",
                    en: "Left out \(all.count - kept.count) rows that are excluded."
                )
            }
            return kept
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
        @Option(help: ArgumentHelp("另一个模型文件，在同一集上并排比较", valueName: "file"))
        var against: String?

        func run() async throws {
            let installation = try global.installation
            let gold = try LabelledInput.samples(input, installation)
            let reading = try installation.reading()
            let classifier = try installation.classifier(model: model)
            guard let against else {
                global.print(try await evaluate(classifier, gold, reading))
                return
            }
            let old = try installation.classifier(model: against)
            let comparison = ModelComparison(
                samples: gold,
                new: await answers(classifier, gold, reading),
                old: await answers(old, gold, reading)
            )
            global.print(comparison.table)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出随附的模型")

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
            commandName: "build-tables",
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
        ClassifierEvaluation(
            answers: await answers(classifier, gold, reading),
            truths: gold.map(\.path)
        ).record
    }

    private static func answers(
        _ classifier: CategoryClassifier,
        _ gold: [LabelledSample],
        _ reading: TextReading
    ) async -> [Classification] {
        await inParallel(gold, threads: ProcessInfo.processInfo.activeProcessorCount) {
            samples in
            var tokenizer = Tokenizer.Workspace()
            var workspace = CategoryClassifier.Workspace()
            return samples.map { sample in
                let input = reading.read(title: sample.title, body: sample.body, &tokenizer)
                return classifier.classify(input, workspace: &workspace)
            }
        }
    }
}
