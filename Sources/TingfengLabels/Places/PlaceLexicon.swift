import TingfengText

/// Names of administrative divisions, from provinces to streets and townships (行政区划).
///
/// A name is kept as a fingerprint of 30 bits and its level in an open-addressing table that is
/// used where the file lies in memory.
public struct PlaceLexicon: Sendable {
    /// What kind of division a name is.
    enum Level: UInt32, Sendable {
        case province = 0
        case city = 1
        case district = 2
        case street = 3

        var symbol: UInt16 { PlaceSymbols.province + UInt16(rawValue) }
    }

    static let magic = "TFPLACE1"
    /// Longer names are rare and end like shorter ones.
    static let longestName = 12
    static let shortestName = 3

    /// Knows no names; place codes are read without it.
    static let empty = PlaceLexicon()

    /// Class of the names of divisions; word classes are 1 to 13, 0 is an unknown word.
    static let divisionClass: UInt8 = 14
    static let longestWord = 4

    private let file: SectionFile?
    private let wordMask: Int
    private let mask: Int
    private let canEnd: [Bool]

    /// Maps a file made by ``PlaceLexiconBuilder``.
    public init(contentsOf path: String) throws(LabelsError) {
        try self.init(file: SectionFile.open(path, magic: Self.magic), path: path)
    }

    /// Uses the bytes of a lexicon.
    public init(bytes: [UInt8]) throws(LabelsError) {
        try self.init(file: SectionFile.open(copying: bytes, magic: Self.magic), path: "（内存）")
    }

    private init() {
        file = nil
        mask = 0
        wordMask = 0
        canEnd = [Bool](repeating: false, count: 0x1_0000)
    }

    private init(file: SectionFile, path: String) throws(LabelsError) {
        let count = file.section(0, of: UInt32.self).count
        guard count > 0, count & (count - 1) == 0 else {
            throw .damagedFile(path: path, reason: "地名表长度不是二的幂")
        }
        self.file = file
        mask = count - 1
        wordMask = file.section(2, of: UInt32.self).count - 1
        guard wordMask > 0, wordMask & (wordMask + 1) == 0 else {
            throw .damagedFile(path: path, reason: "词类表长度不是二的幂")
        }
        var canEnd = [Bool](repeating: false, count: 0x1_0000)
        for unit in file.section(1, of: UInt16.self) { canEnd[Int(unit)] = true }
        self.canEnd = canEnd
    }

    /// Returns the longest name that ends before an index of a row of symbols.
    func nameEnding(at end: Int, _ symbols: [UInt16]) -> (length: Int, level: Level)? {
        guard canEnd[Int(symbols[end - 1])], let file else { return nil }
        let slots = file.section(0, of: UInt32.self)
        var hash = Self.seed
        var found: (length: Int, level: Level)?
        for length in 1...min(Self.longestName, end) {
            let symbol = symbols[end - length]
            // Names are Han throughout; anything else ends the search.
            guard symbol >= 0x3400, symbol < 0xE000 else { break }
            hash = (hash ^ UInt64(symbol)) &* 0x0000_0100_0000_01B3
            if length >= Self.shortestName, let level = level(of: hash, slots) {
                found = (length, level)
            }
        }
        return found
    }

    /// Returns the class of a word: what kind of word it is in a general dictionary.
    func wordClass(_ units: [UInt16], _ token: Token) -> UInt8 {
        switch token.kind {
        case .number: return 7
        case .punctuation, .space: return 13
        case .latin, .other: return 0
        case .word: break
        }
        guard let file, token.range.count <= Self.longestWord else { return 0 }
        var hash = Self.seed
        for index in token.range {
            hash = (hash ^ UInt64(units[Int(index)])) &* 0x0000_0100_0000_01B3
        }
        let slots = file.section(2, of: UInt32.self)
        let print = Self.fingerprint(hash) >> 2
        var slot = Self.slot(hash) & wordMask
        while slots[slot] != 0 {
            if slots[slot] >> 4 == print { return UInt8(slots[slot] & 15) }
            slot = (slot + 1) & wordMask
        }
        return 0
    }

    private func level(of hash: UInt64, _ slots: UnsafeBufferPointer<UInt32>) -> Level? {
        let print = Self.fingerprint(hash)
        var slot = Self.slot(hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 2 == print { return Level(rawValue: slots[slot] & 3) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    static func fingerprint(_ hash: UInt64) -> UInt32 {
        max(1, UInt32(truncatingIfNeeded: FeatureKeys.mix(hash)) >> 2)
    }
    static func slot(_ hash: UInt64) -> Int { Int(FeatureKeys.mix(hash) >> 40) }
}
