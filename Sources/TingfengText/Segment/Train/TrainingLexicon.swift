/// The lexicon of a training: the given words and the words of the training text, with what the text
/// says about each of them, fold by fold.
struct TrainingLexicon {
    /// Words of the text that occur less often are not worth a place.
    private static let leastCount = 2
    private static let longest = 12

    let builder: LexiconBuilder
    let walk: LexiconWalk
    /// Whether a word was given rather than read off the text.
    private let isGiven: [Bool]
    /// By word and fold: how often its characters stood in the text as one word, and otherwise.
    private var whole: [Int32]
    private var broken: [Int32]

    init(given: [[UInt16]], set: TrainingSet) {
        let given = Set(given.filter { $0.count >= 2 && $0.count <= Self.longest })
        builder = LexiconBuilder(Array(given) + Self.frequentWords(of: set))
        isGiven = builder.words.map { given.contains($0) }
        whole = Array(repeating: 0, count: isGiven.count * TrainingSet.foldCount)
        broken = whole
        walk = LexiconWalk(builder)
        for sequence in set.sequences {
            walk.forEachMatch(set.symbols, sequence.positions) { word, range in
                let cell = word * TrainingSet.foldCount + sequence.fold
                if Self.isWord(range, set) { whole[cell] += 1 } else { broken[cell] += 1 }
            }
        }
    }

    private static func frequentWords(of set: TrainingSet) -> [[UInt16]] {
        var counts: [[UInt16]: Int] = [:]
        set.forEachWord { word, _ in
            guard word.count >= 2, word.count <= longest else { return }
            counts[Array(set.symbols[word]), default: 0] += 1
        }
        let rare = SegmenterSymbol.rareIdeograph...SegmenterSymbol.rareMark
        return counts.filter { $0.value >= leastCount && !$0.key.contains(where: rare.contains) }
            .map(\.key)
    }

    private static func isWord(_ range: Range<Int>, _ set: TrainingSet) -> Bool {
        guard set.labels[range.lowerBound] == TrainingSet.Label.begin,
            set.labels[range.upperBound - 1] == TrainingSet.Label.end
        else { return false }
        return set.labels[(range.lowerBound + 1)..<(range.upperBound - 1)].allSatisfy {
            $0 == TrainingSet.Label.middle
        }
    }

    /// How far a word may be trusted, judged without one fold; nil if nothing is known of it then.
    func trust(of word: Int, withoutFold fold: Int?) -> WordTrust? {
        let first = word * TrainingSet.foldCount
        var (whole, broken) = (0, 0)
        for index in 0..<TrainingSet.foldCount where index != fold {
            whole += Int(self.whole[first + index])
            broken += Int(self.broken[first + index])
        }
        return whole + broken == 0 && !isGiven[word] ? nil : WordTrust(whole: whole, broken: broken)
    }
}

/// Finds the words of a lexicon under construction in a row of symbols.
struct LexiconWalk {
    private let builder: LexiconBuilder
    private let pairs: [UInt32: Int32]

    init(_ builder: LexiconBuilder) {
        self.builder = builder
        pairs = Dictionary(
            uniqueKeysWithValues: builder.pairs.enumerated().map { ($1.key, Int32($0)) }
        )
    }

    /// Calls the body with the number and the positions of each word, by beginning, then length.
    func forEachMatch(
        _ symbols: [UInt16],
        _ positions: Range<Int>,
        _ body: (_ word: Int, _ range: Range<Int>) -> Void
    ) {
        for start in positions {
            let key = LexiconBuilder.key(symbols[start], symbols[start + 1])
            guard let pair = pairs[key] else { continue }
            let node = builder.pairs[Int(pair)]
            if node.word >= 0 { body(Int(node.word), start..<(start + 2)) }
            var base = node.base
            var end = start + 2
            while base != 0 {
                let index = Int(base) + Int(symbols[end])
                guard builder.cells[index].check == base else { break }
                end += 1
                let word = builder.wordOfCell[index]
                if word >= 0 { body(Int(word), start..<end) }
                base = builder.cells[index].value
            }
        }
    }
}
