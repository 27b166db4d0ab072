import Testing
import TingfengText

@Suite struct PersonalDataMaskLawTests {
    private let mask = PersonalDataMask()

    private static let pieces = [
        "13800138000", "0731", "88881234", "-", " ", "(", ")", "+86", "11010519491231002X", "x",
        "4111111111111111", "湘A12345", "湘", "A", "a@b.cn", "@", "微信", "QQ：", "12345678", "我叫",
        "本人", "张", "三", "某", "先生", "联系人：", "3栋", "2单元", "501", "室", "房", "、", "，", "编号",
        "卡号", "身份证", "电话", "１３８", "Ｘ", "·", "𠮷", "é", "😀", "*", "＊", ".", "2019", "元",
    ]

    private static func samples(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let mixtures = (0..<count).map { _ in
            (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
        }
        return mixtures + RandomText.samples(count, seed: seed + 1)
    }

    @Test func `masking keeps the length of every character`() {
        for text in Self.samples(3_000, seed: 11) {
            let masked = mask.mask(text).text
            let widths = masked.unicodeScalars.map { UTF8.width($0) }
            #expect(widths == text.unicodeScalars.map { UTF8.width($0) })
        }
    }

    @Test func `masking what is masked changes nothing`() {
        for text in Self.samples(3_000, seed: 13) {
            let masked = mask.mask(text).text
            #expect(mask.mask(masked).text == masked)
            #expect(mask.mask(masked).spans.isEmpty)
        }
    }

    @Test func `spans are in order, apart, and all that changes`() {
        for text in Self.samples(3_000, seed: 15) {
            let (masked, spans) = mask.mask(text)
            var end = 0
            let before = Array(text.utf8)
            let after = Array(masked.utf8)
            for span in spans {
                #expect(span.range.lowerBound >= end && !span.range.isEmpty)
                #expect(before[end..<span.range.lowerBound] == after[end..<span.range.lowerBound])
                end = span.range.upperBound
            }
            #expect(before[end...] == after[end...])
        }
    }

    @Test func `a megabyte of digits or marks takes linear time`() {
        let clock = ContinuousClock()
        for piece in ["1", "1 ", "138-", "@", "a@", "某", "张", "先生", "湘A", "微信", "3栋501、"] {
            let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
            #expect(clock.measure { _ = mask.mask(text) } < .seconds(20), "\(piece)")
        }
    }
}
