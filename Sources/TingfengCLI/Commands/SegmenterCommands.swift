import ArgumentParser
import Foundation
import Tingfeng
import TingfengStore
import TingfengText

extension ModelCommand {
    /// `model train segmenter`: texts cut by hand into a segmenter.
    struct TrainSegmenter: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "segmenter",
            abstract: "训练切分模型：每行一句，词以空格相隔",
            discussion: """
                语料各有各的切分标准。不加选项时合在一起训练，--repeats 决定各语料每遍看几次\
                （以文件名为语料名，如 weibo_train=4；没写的一次）。--standard 使每个语料在公共权重\
                之外另有一套自己的权重，模型取公共权重加所指语料的权重，即按那个标准切分。
                --second-standard 使模型带两套权重：读来像所指语料的句子按那个标准切分，其余按各语料\
                标准的平均。
                """
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("训练语料，多个以逗号相隔", valueName: "files")) var input: String
        @Option(help: ArgumentHelp("开发集，训练后用它评估；多个以逗号相隔", valueName: "files")) var dev: String?
        @Option(help: ArgumentHelp("词表，每行第一栏为词；多个以逗号相隔", valueName: "files"))
        var dictionary: String?
        @Option(help: ArgumentHelp("各语料每遍看几次", valueName: "name=n,…")) var repeats: String?
        @Option(help: ArgumentHelp("按哪个语料的标准切分（默认不分标准）", valueName: "name"))
        var standard: String?
        @Option(help: ArgumentHelp("读来像这个语料的句子按它的标准切分", valueName: "name"))
        var secondStandard: String?
        @Option(help: ArgumentHelp("训练遍数", valueName: "n")) var passes = PositiveNumber(10)
        @Option(help: ArgumentHelp("决定语句次序的随机种子", valueName: "n")) var seed: UInt64 = 1
        @Option(help: ArgumentHelp("输出的模型文件", valueName: "file")) var output: String

        func run() throws {
            let texts = try SegmenterInput.texts(input)
            var options = SegmenterTrainer.Options()
            options.passes = passes.value
            options.seed = seed
            options.repeats = try SegmenterInput.repeats(repeats)
            if standard != nil, secondStandard != nil {
                throw ValidationError("--standard 与 --second-standard 只能写一个。")
            }
            options.standard = try name(standard, of: texts, "--standard")
            options.secondStandard = try name(secondStandard, of: texts, "--second-standard")
            let trainer = SegmenterTrainer(
                tables: try global.installation.normalizer().tables,
                words: try SegmenterInput.words(dictionary),
                options: options
            )
            let bytes = trainer.train(texts) { pass, wrong in
                let share = String(format: "%.2f", wrong * 100)
                global.note("第 \(pass) 遍：错标 \(share)%", en: "Pass \(pass): \(share)% wrong")
            }
            try Data(bytes).write(to: URL(filePath: output), options: .atomic)
            global.note(
                "模型已写入 \(output)（\(bytes.count) 字节）。",
                en: "The model is in \(output) (\(bytes.count) bytes)."
            )
            guard let dev else { return }
            let model = try SegmenterModel(bytes: bytes)
            global.print(SegmenterInput.table(try SegmenterInput.texts(dev), model, known: texts))
        }

        private func name(
            _ name: String?,
            of texts: [SegmentedText],
            _ option: String
        ) throws -> String? {
            guard let name, !texts.contains(where: { $0.name == name }) else { return name }
            throw ValidationError("\(option) 应为 --input 中的一个语料名，而不是 \(name)。")
        }
    }

    /// `model eval segmenter`: precision, recall, F1 against texts cut by hand.
    struct EvaluateSegmenter: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "segmenter",
            abstract: "评估切分模型：准确率、召回率、F1、未登录词召回率"
        )

        @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
        @Option(help: ArgumentHelp("人工切分的文件，多个以逗号相隔", valueName: "files")) var input: String
        @Option(help: ArgumentHelp("模型文件（默认为随附的）", valueName: "file")) var model: String?
        @Option(help: ArgumentHelp("训练语料，用来认定未登录词；多个以逗号相隔", valueName: "files"))
        var known: String?

        func run() throws {
            let model = try global.installation.segmenter(model: model)
            let known = try known.map(SegmenterInput.texts) ?? []
            global.print(
                SegmenterInput.table(try SegmenterInput.texts(input), model, known: known)
            )
        }
    }
}

/// What the two commands read and print.
private enum SegmenterInput {
    static func texts(_ paths: String) throws -> [SegmentedText] {
        try paths.split(separator: ",").map { try SegmentedText(contentsOf: String($0)) }
    }

    /// The first column of each line.
    static func words(_ paths: String?) throws -> [String] {
        try (paths ?? "").split(separator: ",").flatMap { path in
            try String(decoding: Input.bytes(String(path)), as: UTF8.self)
                .split(whereSeparator: \.isNewline)
                .compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
        }
    }

    static func repeats(_ text: String?) throws -> [String: Int] {
        var repeats: [String: Int] = [:]
        for part in (text ?? "").split(separator: ",") {
            let sides = part.split(separator: "=")
            guard sides.count == 2, let count = Int(sides[1]), count > 0 else {
                throw ValidationError("--repeats 的写法应为 名称=次数,…，如 weibo_train=4。")
            }
            repeats[String(sides[0])] = count
        }
        return repeats
    }

    static func table(
        _ texts: [SegmentedText],
        _ model: SegmenterModel,
        known: [SegmentedText]
    ) -> OutputTable {
        let tokenizer = Tokenizer(model: model)
        let words = SegmentedText.words(of: known)
        let rows = texts.map { text -> [OutputValue] in
            let score = SegmentationScore(of: tokenizer, on: text, known: words)
            return [
                .string(text.name), .double(score.precision, decimals: 4),
                .double(score.recall, decimals: 4), .double(score.f1, decimals: 4),
                score.unknownRecall.map { .double($0, decimals: 4) } ?? .null,
                .int(score.gold),
            ]
        }
        return OutputTable(
            columns: [
                OutputColumn("text", zh: "语料", en: "Text"),
                OutputColumn("precision", zh: "准确率", en: "Precision", .right),
                OutputColumn("recall", zh: "召回率", en: "Recall", .right),
                OutputColumn("f1", zh: "F1", en: "F1", .right),
                OutputColumn("oov_recall", zh: "未登录词召回率", en: "OOV recall", .right),
                OutputColumn("words", zh: "词数", en: "Words", .right),
            ],
            rows: rows
        )
    }
}
