import CPairs
import Testing

@testable import TingfengText

@Suite struct SegmenterTrainerTests {
    /// Invented sentences around a few words, enough to learn these.
    private static let lines = (0..<60).map { index -> String in
        let subjects = ["路灯", "电梯", "自来水", "公交车", "下水道"]
        let ends = ["坏 了", "没有 人 管", "经常 坏", "又 坏 了"]
        return "\(subjects[index % 5]) \(ends[index / 5 % 4]) ， 请 处理 。"
    }

    private let text = SegmentedText(name: "town", lines: lines)

    private func train(
        _ texts: [SegmentedText],
        _ options: SegmenterTrainer.Options = .init(),
        words: [String] = []
    ) throws -> [UInt8] {
        let tables = try TextFixtures.tables()
        return SegmenterTrainer(tables: tables, words: words, options: options).train(texts)
    }

    private func cut(_ text: String, _ bytes: [UInt8]) throws -> String {
        var workspace = Tokenizer.Workspace()
        let view = Normalizer.raw(text)
        return Tokenizer(model: try SegmenterModel(bytes: bytes))
            .tokenize(view, workspace: &workspace)
            .map { String(decoding: view.units[$0.range], as: UTF16.self) }
            .joined(separator: " ")
    }

    @Test func `a trained model cuts its own text`() throws {
        let model = try SegmenterModel(bytes: train([text]))
        let score = SegmentationScore(of: Tokenizer(model: model), on: text)
        #expect(score.f1 == 1)
        #expect(score.gold == text.sentences.reduce(0) { $0 + $1.ends.count })
    }

    @Test func `the same texts give the same bytes`() throws {
        #expect(try train([text], words: ["燃气管道"]) == train([text], words: ["燃气管道"]))
    }

    @Test func `a given word is found though no text has it`() throws {
        #expect(try cut("燃气管坏了", train([text])) != "燃气管 坏 了")
        #expect(try cut("燃气管坏了", train([text], words: ["燃气管"])) == "燃气管 坏 了")
    }

    @Test func `a model follows the standard that it is folded to`() throws {
        let other = SegmentedText(
            name: "village",
            lines: Self.lines.map { line in line.replacing("自来水", with: "自来 水") }
        )
        var options = SegmenterTrainer.Options()
        options.standard = "town"
        #expect(try cut("自来水坏了", train([text, other], options)) == "自来水 坏 了")
        options.standard = "village"
        #expect(try cut("自来水坏了", train([text, other], options)) == "自来 水 坏 了")
    }

    @Test func `sentences that read like the second text follow its standard`() throws {
        let other = SegmentedText(
            name: "village",
            lines: Self.lines.map { line in line.replacing("自来水", with: "自来 水") + " 哈哈 ！" }
        )
        var options = SegmenterTrainer.Options()
        options.secondStandard = "village"
        options.repeats = ["town": 3]
        let model = try train([text, other], options)
        #expect(try cut("自来水坏了，请处理。哈哈！", model).hasPrefix("自来 水 坏 了"))
        #expect(try cut("自来水坏了，请处理。", model).hasPrefix("自来水 坏 了"))
    }

    @Test func `every damaged byte of a model is noticed`() throws {
        let good = try train([text])
        for index in stride(from: 0, to: good.count, by: good.count / 200) {
            var bad = good
            bad[index] ^= 0x10
            #expect(throws: TextError.self) { try SegmenterModel(bytes: bad) }
        }
    }

    @Test func `each pair finds its place`() {
        let pairs = (UInt32(0)..<20_000).map { number in
            pairs_entry(
                key: number &* 2_654_435 & 0x3FF_FFFF,
                node: number,
                leading: 0,
                trailing: 0
            )
        }
        let packed = PairPacker(pairs)
        let hash = pairs_hash(
            groups: UInt64(packed.shifts.count),
            places: UInt64(packed.places.count)
        )
        for pair in pairs {
            let mixed = pairs_mixed(pair.key)
            let shift = packed.shifts[Int(pairs_group(hash, mixed))]
            #expect(packed.places[Int(pairs_place(hash, mixed, shift))].node == pair.node)
        }
        #expect(packed.places.count < pairs.count * 11 / 10)
    }

    /// Symbols 0 to 39 in every order; only pairs with an even sum are in the table.
    @Test func `pairs of a long text are found, others are not`() {
        var keys: [[UInt16]] = []
        for first in UInt16(0)..<40 {
            for second in UInt16(0)..<40 where (first + second) % 2 == 0 {
                keys.append([first, second])
            }
        }
        let pairs = keys.enumerated().map { number, key in
            pairs_entry(key: pairs_key(key), node: UInt32(number + 1), leading: 0, trailing: 0)
        }
        let packed = PairPacker(pairs)
        let symbols = (0..<402).map { (number: Int) in UInt16(number * number % 37) }
        var found = [pairs_found](repeating: pairs_found(), count: 400)
        // One cell more than the largest symbol, all that a node without continuation reaches.
        let cells = [UInt64](repeating: 0, count: 40)
        packed.shifts.withUnsafeBufferPointer { shifts in
            packed.places.withUnsafeBufferPointer { places in
                cells.withUnsafeBytes { cells in
                    var table = pairs_table(
                        hash: pairs_hash(
                            groups: UInt64(shifts.count),
                            places: UInt64(places.count)
                        ),
                        shifts: shifts.baseAddress,
                        entries: places.baseAddress,
                        styles: nil,
                        lexicon: cells.baseAddress,
                        base_mask: 0
                    )
                    pairs_find(&table, symbols, Int64(found.count), &found)
                }
            }
        }
        for (place, pair) in found.enumerated() {
            let key = Array(symbols[place...place + 1])
            let number = keys.firstIndex(of: key)
            #expect(pair.node == UInt32(number.map { $0 + 1 } ?? 0))
            #expect((pair.place < 0) == (number == nil))
        }
    }
}

@Suite struct SegmentationScoreTests {
    @Test func `words are right where both ends are`() {
        var score = SegmentationScore()
        // Gold 路灯|不|亮 and found 路灯|不亮.
        score.add(gold: [2, 3, 4], found: [2, 4]) { $0 == 0..<2 }
        #expect(score.gold == 3 && score.found == 2 && score.right == 1)
        #expect(score.precision == 0.5 && score.unknownRecall == 1)
    }

    @Test func `an empty score is zero`() {
        #expect(SegmentationScore().f1 == 0)
        #expect(SegmentationScore().unknownRecall == nil)
    }
}
