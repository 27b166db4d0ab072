/// What the learned engine sees of a character or of a run of letters or digits: a number below
/// ``limit``.
///
/// A run of digits or of Latin letters is one symbol, so it is never cut and new numbers look like
/// known ones. Frequent characters have the small numbers.
enum SegmenterSymbol {
    /// Before the first and after the last symbol of a sequence.
    static let edge: UInt16 = 0
    static let rareIdeograph: UInt16 = 1
    static let rareMark: UInt16 = 2
    /// Two to four digits follow, then five and more, then a year such as 2019.
    static let oneDigit: UInt16 = 3
    static let manyDigits: UInt16 = 7
    static let year: UInt16 = 8
    /// Two, three or four, and more letters; a single letter has a number of its own.
    static let twoLetters: UInt16 = 9
    static let fewLetters: UInt16 = 10
    static let manyLetters: UInt16 = 11
    /// "……" however long, and "..".
    static let dots: UInt16 = 12
    /// "——" however long.
    static let dashes: UInt16 = 13
    static let firstCharacter: UInt16 = 16
    /// Symbols fit into 13 bits.
    static let bits: UInt16 = 13
    static let limit = 1 << 13
}

/// How the scanner goes on at a UTF-16 unit; the upper three bits of its entry in the alphabet, the
/// lower 13 are its ``SegmenterSymbol``.
enum ScanKind: UInt16 {
    /// One unit, one symbol.
    case plain
    case digit
    case letter
    case dot
    case dash
    /// Ends a sequence and is a token of its own with the blanks after it.
    case blank
    /// A sign of one unit that ends a sequence: ★, ☎.
    case sign
    /// Ends a sequence; ICU cuts the run: kana, emoji, scripts without spaces, controls.
    case foreign

    static func of(_ entry: UInt16) -> UInt16 { entry >> SegmenterSymbol.bits }

    func entry(_ symbol: UInt16 = 0) -> UInt16 { rawValue << SegmenterSymbol.bits | symbol }
}

/// The coarse class of a symbol, three bits; five of them around a character index the class table.
enum SymbolClass: UInt8 {
    case edge
    case digits
    case letters
    /// 一 to 十, 百, 千, 万, 亿, 两, 〇, 几, 数, 第.
    case numeral
    case ideograph
    /// 年, 月, 日, 时, 点, 分, 秒, 号.
    case timeUnit
    case mark
    case other

    static let numerals = Set("一二三四五六七八九十百千万亿两零〇○几数第廿卅".utf16)
    static let timeUnits = Set("年月日时点分秒号".utf16)
}
