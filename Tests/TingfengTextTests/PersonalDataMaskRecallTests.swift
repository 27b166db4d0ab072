import Testing
import TingfengText

/// What a synthetic message must never show; the shares are those that the product promises.
@Suite struct PersonalDataMaskRecallTests {
    private let mask = PersonalDataMask()

    private static let contexts = [
        ("我的电话是", "，请回复"), ("", ""), ("请联系", "谢谢"), ("（", "）"), ("投诉人", "反映路灯不亮"),
    ]

    private func recall(
        _ seed: UInt64,
        contexts: [(String, String)] = Self.contexts,
        _ make: (inout SeededGenerator) -> String
    ) -> Double {
        var generator = SeededGenerator(seed: seed)
        let count = 1_000
        let hidden = (0..<count).filter { number in
            let (before, after) = contexts[number % contexts.count]
            let secret = make(&generator)
            let masked = mask.mask(before + secret + after).text
            return !shows(secret, in: masked)
        }
        return Double(hidden.count) / Double(count)
    }

    /// Whether any two characters of the secret still stand together.
    private func shows(_ secret: String, in text: String) -> Bool {
        let characters = Array(secret)
        return zip(characters, characters.dropFirst()).contains { text.contains(String([$0, $1])) }
    }

    private static func digits(_ count: Int, _ generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    }

    @Test func `mobile numbers in every spelling`() {
        let share = recall(21) { generator in
            let number = Array(
                "1\(Int.random(in: 3...9, using: &generator))" + Self.digits(9, &generator)
            )
            let separator = ["", " ", "-", "－"].randomElement(using: &generator) ?? ""
            let groups = [number[0..<3], number[3..<7], number[7..<11]].map { String($0) }
            return groups.joined(separator: separator)
        }
        #expect(share >= 0.99)
    }

    @Test func `landlines with area code`() {
        let share = recall(22) { generator in
            let area =
                ["010", "021", "0731", "0572", "0898"].randomElement(using: &generator) ?? ""
            let separator = ["", "-", " ", "—"].randomElement(using: &generator) ?? ""
            let first = String(Int.random(in: 2...8, using: &generator))
            return area + separator + first + Self.digits(7, &generator)
        }
        #expect(share >= 0.99)
    }

    @Test func `identity numbers with a right check digit`() {
        let share = recall(23) { generator in
            let area = ["110105", "430102", "650104"].randomElement(using: &generator) ?? ""
            let year = Int.random(in: 1_930...2_015, using: &generator)
            let date =
                10_000 + Int.random(in: 1...12, using: &generator) * 100
                + Int.random(in: 1...28, using: &generator)
            let body = area + "\(year)" + "\(date)".dropFirst() + Self.digits(3, &generator)
            return body + Self.identityCheck(body)
        }
        #expect(share >= 0.99)
    }

    private static func identityCheck(_ body: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    }

    @Test func `bank cards with a right check digit`() {
        let share = recall(24) { generator in
            let body =
                "62" + Self.digits([13, 16].randomElement(using: &generator) ?? 13, &generator)
            let sum = body.reversed().enumerated().reduce(0) { sum, item in
                let value = (item.element.wholeNumberValue ?? 0) * (item.offset % 2 == 0 ? 2 : 1)
                return sum + value / 10 + value % 10
            }
            return body + "\((10 - sum % 10) % 10)"
        }
        #expect(share >= 0.99)
    }

    @Test func `names after their cues`() {
        let surnames = Array("张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
        let given = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌辉鹏宇浩")
        let contexts = [
            ("我叫", "，"), ("联系人：", " 13800138000"), ("姓名", "，男"), ("本人", "，今年50岁"),
            ("我叫", "是A市居民"), ("联系人", "电话13800138000"), ("业主", "先生说"), ("接待的是", "女士，"),
        ]
        let share = recall(25, contexts: contexts) { generator in
            let name =
                [surnames.randomElement(using: &generator) ?? "张"]
                + (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                    given.randomElement(using: &generator) ?? "伟"
                }
            return String(name)
        }
        #expect(share >= 0.95)
    }
}
