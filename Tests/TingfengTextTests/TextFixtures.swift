import TingfengText

/// The shipped tables, found from this file because tests run anywhere.
enum TextFixtures {
    static let root = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))

    static func path(_ relative: String) -> String { "/\(root)/\(relative)" }

    static func tables() throws -> CharacterTables {
        try CharacterTables(contentsOf: "/\(root)/dictionaries/characters.bin")
    }

    static func normalizer() throws -> Normalizer {
        Normalizer(tables: try tables())
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Random texts: broken UTF-8 repaired by Swift, and mixtures of pieces that messages are made of.
enum RandomText {
    static let pieces = [
        "路灯", "不亮", "，", "。", "A3区", "Ｋ８縣", "噪音擾民", "<br/>", "<b>", "</b>", "&nbsp;",
        "&amp;", "&#12288;", "　", " ", "\t", "\n", "\r\n", "\u{200B}", "\u{202E}", "㎡", "①", "…",
        "12345", "2019年1月", "abc", "Ｘ光", "𠮷", "👨‍👩‍👧", "が", "e\u{301}", "<A市方案>", "<", "&", "张",
        "http://a.cn/x?y=1", "mail@a.cn", "西地省", "\u{0}", "\u{FFFC}", "𝐀", "한국",
    ]

    static func mixture(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...30, using: &generator)
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    static func bytes(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...80, using: &generator)
        return String(
            decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
            as: UTF8.self
        )
    }

    /// Texts of both kinds in turn, the same for the same seed.
    static func samples(_ count: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { $0 % 2 == 0 ? mixture(&generator) : bytes(&generator) }
    }
}
