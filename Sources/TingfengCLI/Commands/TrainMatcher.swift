import ArgumentParser
import Foundation
import Tingfeng
import TingfengLabels

/// `model train matcher`: refits how much each piece of evidence of matching weighs.
struct TrainMatcher: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matcher",
        abstract: "重新拟合归并的证据权重（MatterWeights），打印权重与分组交叉验证"
    )

    @OptionGroup(title: "GLOBAL OPTIONS") var global: GlobalOptions
    @Option(help: ArgumentHelp("留言（JSONL）", valueName: "file")) var input: String
    @Option(help: ArgumentHelp("逐对判断：a、b、same 为 yes、no 或 unsure", valueName: "file"))
    var pairs: String
    @Option(help: ArgumentHelp("已知事项：ids", valueName: "file")) var matters: String
    @Option(help: ArgumentHelp("地区表（CSV：code,name,parent,population）", valueName: "file"))
    var regions: String?

    func run() async throws {
        let rows = try await MatchRow.read(input, global.installation, regions: regions, threads: 2)
            .sorted { $0.order < $1.order }
        let numbers = Dictionary(
            rows.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        func number(_ id: String, _ file: String) throws -> Int {
            guard let number = numbers[id] else {
                throw InputFailure(description: "\(file) 提到的留言 \(id) 不在 \(input) 里。")
            }
            return number
        }
        let judged: [JudgedPair] = try Self.lines(of: pairs)
        let known: [KnownMatter] = try Self.lines(of: matters)
        let result = try MatterTrainer(rows.map { ($0.features, $0.order.1) }).fit(
            judged.filter { $0.same != "unsure" }.map { pair in
                MatterTrainer.Pair(
                    try number(pair.a, pairs),
                    try number(pair.b, pairs),
                    isSame: pair.same == "yes"
                )
            },
            matters: known.map { try $0.ids.map { try number($0, matters) }.sorted() }
        )
        global.print(Self.record(result))
    }

    private static func record(_ result: MatterTrainer.Result) -> OutputRecord {
        let weights = zip(MatterWeights.names, result.weights.list).map { name, weight in
            OutputField(name, zh: name, .double(Double(weight), decimals: 3))
        }
        return OutputRecord([
            OutputField("pairs_f1", zh: "难对 F1（分组交叉验证）", .double(result.pairsF1, decimals: 4)),
            OutputField("weights", zh: "权重", .object(weights)),
        ])
    }

    private static func lines<Line: Decodable>(of path: String) throws -> [Line] {
        try String(decoding: Input.bytes(path), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
            .enumerated().map { index, line in
                do {
                    return try JSONDecoder().decode(Line.self, from: Data(line.utf8))
                } catch {
                    throw InputFailure(description: "\(path) 第 \(index + 1) 行读不懂：请核对各栏。")
                }
            }
    }

    private struct JudgedPair: Decodable {
        var a: String
        var b: String
        var same: String
    }

    private struct KnownMatter: Decodable {
        var ids: [String]
    }
}

extension MatterWeights {
    /// Reads what `model train matcher --format json` prints.
    init(contentsOf path: String) throws {
        struct File: Decodable {
            var weights: [String: Float]
        }
        guard
            let file = try? JSONDecoder().decode(File.self, from: Data(try Input.bytes(path))),
            file.weights.keys.sorted() == Self.names.sorted()
        else {
            throw InputFailure(
                description: "\(path) 不是归并的证据权重：请用 tingfeng model train matcher --format json 生成。"
            )
        }
        self.init(Self.names.map { file.weights[$0] ?? 0 })
    }
}
