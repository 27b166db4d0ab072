import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels
import TingfengStore
import TingfengText

/// `model train places`: learns to find places.
struct TrainPlaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "训练地点模型：JSONL（title、body、places 为原文字符串的数组）"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(help: ArgumentHelp("训练集，多个以逗号相隔", valueName: "files")) var input: String
    @Option(help: ArgumentHelp("另外的训练集：一同学习，门槛与得分不以它为准", valueName: "files")) var also: String?
    @Option(help: ArgumentHelp("未标注的留言，用来统计字的搭配，多个以逗号相隔", valueName: "files"))
    var texts: String?
    @Option(help: ArgumentHelp("输出的模型文件", valueName: "file")) var output: String

    func run() throws {
        let installation = try global.installation
        let reading = try installation.reading()
        let lexicon = try PlaceLexicon(
            contentsOf: installation.resources().path("dictionaries/places.bin")
        )
        var samples = try samples(input, installation, reading)
        samples += try self.samples(also ?? "", isReference: false, installation, reading)
        global.note("训练 \(samples.count) 行……", en: "Training on \(samples.count) rows …")
        let result = try PlaceTrainer(lexicon: lexicon).train(
            samples,
            texts: plainTexts(installation, reading)
        )
        try Data(result.bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        global.print(Self.record(result))
    }

    private func plainTexts(
        _ installation: Installation,
        _ reading: TextReading
    ) throws -> [ClassifierInput] {
        var found: [ClassifierInput] = []
        var workspace = Tokenizer.Workspace()
        for path in (texts ?? "").split(separator: ",") {
            var input = try FilterInput(String(path), installation)
            while case let messages = try input.next(), !messages.isEmpty {
                found += messages.map { reading.read($0, &workspace) }
            }
        }
        return found
    }

    private func samples(
        _ files: String,
        isReference: Bool = true,
        _ installation: Installation,
        _ reading: TextReading
    ) throws -> [PlaceSample] {
        try files.split(separator: ",").flatMap { file in
            try marked(String(file), installation, reading).map { message, places in
                PlaceSample(message, places: places, isReference: isReference)
            }
        }
    }

    /// Reads messages as a filter does, and their places from the same lines.
    private func marked(
        _ file: String,
        _ installation: Installation,
        _ reading: TextReading
    ) throws -> [(ClassifierInput, [[UInt16]])] {
        let lines = String(decoding: try Input.bytes(file), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        var places: [[String]] = []
        for (index, line) in lines.enumerated() {
            let row = try JSONDecoder().decode(MarkedPlaces.self, from: Data(line.utf8))
            guard let marked = row.places else {
                throw InputFailure(description: "\(file) 第 \(index + 1) 行：没有 places 一栏，请补上。")
            }
            places.append(marked)
        }
        var messages = try FilterInput(file, installation)
        var workspace = Tokenizer.Workspace()
        var samples: [(ClassifierInput, [[UInt16]])] = []
        while case let chunk = try messages.next(), !chunk.isEmpty {
            for message in chunk {
                let marked = places[samples.count].map { reading.normalizer.normalize($0).units }
                samples.append((reading.read(message, &workspace), marked))
            }
        }
        return samples
    }

    private struct MarkedPlaces: Decodable {
        var places: [String]?
    }

    private static func record(_ result: PlaceTrainer.Result) -> OutputRecord {
        let score = result.crossValidation
        func rate(_ name: String, _ zh: String, _ rate: PlaceScore.Rate) -> OutputField {
            OutputField(
                name,
                zh: zh,
                .object([
                    OutputField("precision", zh: "准确率", .double(rate.precision, decimals: 4)),
                    OutputField("recall", zh: "召回率", .double(rate.recall, decimals: 4)),
                    OutputField("f1", zh: "F1", .double(rate.f1, decimals: 4)),
                ])
            )
        }
        return OutputRecord([
            rate("exact", "完全相同（交叉验证）", score.exact),
            rate("overlap", "相互包含（交叉验证）", score.overlap),
            OutputField("bytes", zh: "模型字节", .int(result.bytes.count)),
        ])
    }
}

/// `model build-places`: compiles the lexicon of divisions and words.
struct BuildPlaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build-places",
        abstract: "由行政区划表与词典重建地名词典 dictionaries/places.bin"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(help: ArgumentHelp("含 divisions/*.csv 与 jieba_dict.txt 的目录", valueName: "dir"))
    var lexicon: String
    @Option(help: ArgumentHelp("输出文件", valueName: "file")) var output: String

    func run() throws {
        let normalizer = try global.installation.reading().normalizer
        func table(_ name: String) throws -> String {
            String(decoding: try Input.bytes("\(lexicon)/\(name)"), as: UTF8.self)
        }
        var builder = PlaceLexiconBuilder(normalizer: normalizer)
        try builder.add(
            provinces: table("divisions/provinces.csv"),
            cities: table("divisions/cities.csv"),
            areas: table("divisions/areas.csv"),
            streets: table("divisions/streets.csv")
        )
        try builder.add(words: table("jieba_dict.txt"))
        try builder.write(to: output)
        global.note(
            "地名词典已写入 \(output)（\(builder.count) 个地名）。",
            en: "The lexicon is in \(output) (\(builder.count) names)."
        )
    }
}
