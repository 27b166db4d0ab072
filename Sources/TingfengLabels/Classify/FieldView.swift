import TingfengText

/// One field of a message with the place of each of its features; the slow twin of
/// ``FeatureKeys``, for reasons only.
struct FieldView {
    static let titleGroups: [(words: FeatureGroup, characters: FeatureGroup)] = [
        (.titleWords, .titleCharacters), (.textWords, .textCharacters),
    ]
    static let bodyGroups: [(words: FeatureGroup, characters: FeatureGroup)] = [
        (.textWords, .textCharacters)
    ]

    let text: NormalizedText
    let tokens: [Token]
    let groups: [(words: FeatureGroup, characters: FeatureGroup)]
    /// Bytes of the message before this field.
    let byteOffset: Int
    /// Units of the message before this field.
    let unitOffset: Int

    init(
        _ text: NormalizedText,
        _ tokens: [Token],
        groups: [(words: FeatureGroup, characters: FeatureGroup)],
        byteOffset: Int = 0,
        unitOffset: Int = 0
    ) {
        self.text = text
        self.tokens = tokens
        self.groups = groups
        self.byteOffset = byteOffset
        self.unitOffset = unitOffset
    }

    /// Where a token stands among the units of the message.
    func units(of token: Token) -> Range<Int> {
        Int(token.range.lowerBound) + unitOffset..<Int(token.range.upperBound) + unitOffset
    }

    /// Where a token stands in stored title + "\n" + body.
    func bytes(of token: Token) -> Range<Int> {
        let own = text.byteRange(of: Int(token.range.lowerBound)..<Int(token.range.upperBound))
        return own.lowerBound + byteOffset..<own.upperBound + byteOffset
    }

    func string(of token: Token) -> String {
        String(decoding: text.units[token.range], as: UTF16.self)
    }

    /// Equal for equal words.
    func key(of token: Token) -> UInt64 {
        text.units.withUnsafeBufferPointer { units in
            let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
            return FeatureKeys.wordKey(units, range, .textWords)
        }
    }

    /// Calls `body` with the key of each feature and the units that it covers.
    func forEachFeature(_ body: (UInt64, Range<Int>) -> Void) {
        let symbols = placedSymbols
        for group in groups {
            text.units.withUnsafeBufferPointer { units in
                for token in tokens where FeatureKeys.isWord(token) {
                    let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
                    body(FeatureKeys.wordKey(units, range, group.words), range)
                }
            }
            for start in symbols.indices {
                var key = group.characters.seed
                for length in 1...3 where start + length <= symbols.count {
                    let symbol = symbols[start + length - 1]
                    if symbol.value == FeatureKeys.breakSymbol { break }
                    key |= UInt64(symbol.value) << (16 * UInt64(length - 1))
                    body(
                        FeatureKeys.mix(key),
                        symbols[start].place.lowerBound..<symbol.place.upperBound
                    )
                }
            }
        }
    }

    /// Symbols as ``FeatureKeys`` makes them; blanks between them belong to the n-gram around.
    private var placedSymbols: [(value: UInt16, place: Range<Int>)] {
        var symbols: [(value: UInt16, place: Range<Int>)] = []
        symbols.reserveCapacity(text.units.count)
        for token in tokens {
            let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
            switch token.kind {
            case .space: continue
            case .punctuation: symbols.append((FeatureKeys.breakSymbol, range))
            case .number: symbols.append((FeatureKeys.numberSymbol, range))
            case .word, .latin, .other:
                for unit in range { symbols.append((text.units[unit], unit..<unit + 1)) }
            }
        }
        return symbols
    }
}
