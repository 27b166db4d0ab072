import TingfengText

/// The features of one message as 64-bit keys: words and character 1- to 3-grams per group.
///
/// No string is made per feature: a character n-gram is its (at most 48) bits, mixed; a word is a
/// rolling hash of its units.
struct FeatureKeys {
    /// Stands for the end of a run that n-grams do not cross.
    static let breakSymbol: UInt16 = 0
    /// Stands for any run of digits: the number itself is rarely a matter of category.
    static let numberSymbol: UInt16 = 0x30

    /// Keys by ``FeatureGroup``, in text order.
    var keys: [[UInt64]] = FeatureGroup.allCases.map { _ in [] }
    private var symbols: [UInt16] = []

    /// Replaces the content by the features of a message.
    mutating func extract(_ message: ClassifierInput, cues: CueFinder) {
        for group in keys.indices { keys[group].removeAll(keepingCapacity: true) }
        cues.appendKeys(of: message.title, to: &keys[FeatureGroup.cues.rawValue])
        cues.appendKeys(of: message.body, to: &keys[FeatureGroup.cues.rawValue])
        appendWords(message.title, message.titleTokens, to: .titleWords)
        appendWords(message.title, message.titleTokens, to: .textWords)
        appendWords(message.body, message.bodyTokens, to: .textWords)
        appendSymbols(message.title, message.titleTokens)
        appendGrams(to: .titleCharacters)
        appendGrams(to: .textCharacters)
        appendSymbols(message.body, message.bodyTokens)
        appendGrams(to: .textCharacters)
    }

    private mutating func appendWords(
        _ text: NormalizedText,
        _ tokens: [Token],
        to group: FeatureGroup
    ) {
        // Taken out, so that each append need not ask whether both arrays are its own.
        var list = take(group)
        text.units.withUnsafeBufferPointer { units in
            for token in tokens where Self.isWord(token) {
                let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
                list.append(Self.wordKey(units, range, group))
            }
        }
        keys[group.rawValue] = list
    }

    private mutating func take(_ group: FeatureGroup) -> [UInt64] {
        var list: [UInt64] = []
        swap(&list, &keys[group.rawValue])
        return list
    }

    private mutating func appendSymbols(_ text: NormalizedText, _ tokens: [Token]) {
        symbols.removeAll(keepingCapacity: true)
        text.units.withUnsafeBufferPointer { units in
            for token in tokens {
                switch token.kind {
                case .space: continue
                case .punctuation: symbols.append(Self.breakSymbol)
                case .number: symbols.append(Self.numberSymbol)
                case .word, .latin, .other:
                    for index in token.range { symbols.append(units[Int(index)]) }
                }
            }
        }
        symbols.append(Self.breakSymbol)
        symbols.append(Self.breakSymbol)
    }

    private mutating func appendGrams(to group: FeatureGroup) {
        let seed = group.seed
        var list = take(group)
        list.reserveCapacity(list.count + 3 * symbols.count)
        symbols.withUnsafeBufferPointer { symbols in
            for index in 0..<max(0, symbols.count - 2) {
                let first = UInt64(symbols[index])
                if first == 0 { continue }
                list.append(Self.mix(seed | first))
                let second = UInt64(symbols[index + 1])
                if second == 0 { continue }
                list.append(Self.mix(seed | first | second << 16))
                let third = UInt64(symbols[index + 2])
                if third == 0 { continue }
                list.append(Self.mix(seed | first | second << 16 | third << 32))
            }
        }
        keys[group.rawValue] = list
    }

    /// Single characters are left to the character features.
    @inline(__always)
    static func isWord(_ token: Token) -> Bool {
        token.range.count >= 2 && (token.kind == .word || token.kind == .latin)
    }

    @inline(__always)
    static func wordKey(
        _ units: UnsafeBufferPointer<UInt16>,
        _ range: Range<Int>,
        _ group: FeatureGroup
    ) -> UInt64 {
        var hash = group.seed
        for index in range { hash = (hash ^ UInt64(units[index])) &* 0x0000_0100_0000_01B3 }
        return mix(hash)
    }

    /// Spreads the bits of a key (the finaliser of MurmurHash3, one to one).
    @inline(__always)
    static func mix(_ key: UInt64) -> UInt64 {
        var hash = key
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}
