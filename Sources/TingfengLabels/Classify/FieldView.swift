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

    init(
        _ text: NormalizedText,
        _ tokens: [Token],
        groups: [(words: FeatureGroup, characters: FeatureGroup)]
    ) {
        self.text = text
        self.tokens = tokens
        self.groups = groups
    }

    /// Calls `body` with the key of each feature and the units that it covers.
    func forEachFeature(_ body: (UInt64, [Int32]) -> Void) {
        let symbols = placedSymbols
        for group in groups {
            text.units.withUnsafeBufferPointer { units in
                for token in tokens where FeatureKeys.isWord(token) {
                    let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
                    body(FeatureKeys.wordKey(units, range, group.words), Array(token.range))
                }
            }
            for start in symbols.indices {
                var key = group.characters.seed
                for length in 1...3 where start + length <= symbols.count {
                    let symbol = symbols[start + length - 1]
                    if symbol.value == FeatureKeys.breakSymbol { break }
                    key |= UInt64(symbol.value) << (16 * UInt64(length - 1))
                    let places = symbols[start..<start + length].flatMap(\.places)
                    body(FeatureKeys.mix(key), places)
                }
            }
        }
    }

    private var placedSymbols: [(value: UInt16, places: Range<Int32>)] {
        tokens.flatMap { token -> [(value: UInt16, places: Range<Int32>)] in
            switch token.kind {
            case .space: []
            case .punctuation: [(FeatureKeys.breakSymbol, token.range)]
            case .number: [(FeatureKeys.numberSymbol, token.range)]
            case .word, .latin, .other:
                token.range.map { (text.units[Int($0)], $0..<$0 + 1) }
            }
        }
    }
}
