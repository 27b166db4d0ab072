/// The rows of features of every position of a training set.
///
/// Rows of the shared tables are found by arithmetic; only the pair of symbols needs a look-up, done
/// once here. Words are found anew for each pass: ``findWords(_:hiding:)``.
struct TrainingFeatures {
    /// Where the rows of each kind begin.
    struct Layout {
        let symbols = 0
        let pairs: Int
        let narrowClasses: Int
        let wideClasses: Int
        let repeats: Int
        let beginning: Int
        let ending: Int
        let inside: Int
        let lengths: Int
        let words: Int
        let count: Int

        init(pairCount: Int) {
            pairs = SegmenterSymbol.limit * SegmenterRows.reach
            narrowClasses = pairs + pairCount * SegmenterRows.pairReach
            wideClasses = narrowClasses + 512
            repeats = wideClasses + SegmenterRows.classRowCount
            beginning = repeats + SegmenterRows.repeatRowCount
            ending = beginning + 32
            inside = ending + 32
            lengths = inside + 8
            words = lengths + 512
            count = words + SegmenterRows.wordRowCount
        }
    }

    /// The most rows a position can have.
    static let mostRows = 20
    private static let leastPairCount = 2
    // No score shall rest on one pair or one word of the lexicon alone: of so many, a pass does not
    // see one. Hiding words is what teaches the model to find unknown ones.
    private static let hiddenPairShare: UInt64 = 10
    private static let hiddenWordShare: UInt64 = 30

    let layout: Layout
    /// Keys of the pairs in the order of their rows.
    let pairKeys: [UInt32]
    /// The row of the pair that begins at a position, in pairs, or -1.
    private let pairs: [Int32]
    private let symbols: [UInt16]
    private let wideClass: [UInt16]
    private let repeats: [UInt8]
    private let lexicon: TrainingLexicon
    private var beginning: [UInt8]
    private var ending: [UInt8]
    private var inside: [UInt8]

    init(_ set: TrainingSet, classes: [UInt8], lexicon: TrainingLexicon) {
        symbols = set.symbols
        let count = symbols.count
        (pairKeys, pairs) = Self.pairs(of: set)
        layout = Layout(pairCount: pairKeys.count)
        var wide = [UInt16](repeating: 0, count: count)
        var repeats = [UInt8](repeating: 0, count: count)
        symbols.withUnsafeBufferPointer { symbols in
            guard let start = symbols.baseAddress else { return }
            for position in 2..<(count - 2) {
                wide[position] = (-2...2).reduce(0) {
                    $0 << 3 | UInt16(classes[Int(symbols[position + $1])])
                }
                repeats[position] = UInt8(SegmenterRows.repeatRow(start + position))
            }
        }
        wideClass = wide
        self.repeats = repeats
        self.lexicon = lexicon
        beginning = []
        ending = []
        inside = []
    }

    /// The row of the pair that begins at a position, in pairs, or -1.
    func pairRow(at position: Int) -> Int { Int(pairs[position]) }

    private static func pairs(of set: TrainingSet) -> (keys: [UInt32], pairs: [Int32]) {
        var keys: [UInt32] = []
        keys.reserveCapacity(set.symbols.count)
        for position in 0..<(set.symbols.count - 1) {
            keys.append(LexiconBuilder.key(set.symbols[position], set.symbols[position + 1]))
        }
        let sorted = keys.sorted()
        var kept: [UInt32] = []
        var rows: [UInt32: Int32] = [:]
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            if end - start >= leastPairCount {
                rows[sorted[start]] = Int32(kept.count)
                kept.append(sorted[start])
            }
            start = end
        }
        return (kept, keys.map { rows[$0] ?? -1 } + [-1])
    }

    /// Notes the longest words of the lexicon that begin at, end at and go through each position.
    ///
    /// One word in ``hiddenWordShare`` is hidden, others for each salt, so that the rest of a text
    /// is learned to tell where a word ends that no lexicon has; salt 0 shows all.
    mutating func findWords(_ set: TrainingSet, hiding salt: UInt64 = 0) {
        beginning = Array(repeating: 0, count: symbols.count)
        ending = beginning
        inside = beginning
        for sequence in set.sequences {
            lexicon.walk.forEachMatch(symbols, sequence.positions) { word, range in
                guard !Self.isHidden(word, salt, of: Self.hiddenWordShare) else { return }
                guard let trust = lexicon.trust(of: word, withoutFold: sequence.fold) else {
                    return
                }
                let code = WordCode.code(length: range.count, trust: UInt32(trust.rawValue))
                let last = range.upperBound - 1
                beginning[range.lowerBound] = code
                if ending[last] == 0 { ending[last] = code }
                let length = UInt8(min(range.count, 5) - 1)
                for index in (range.lowerBound + 1)..<max(last, range.lowerBound + 1) {
                    inside[index] = max(inside[index], length)
                }
            }
        }
    }

    /// Whether a pass does not see the pair that begins at a position, or a word: one in `share`,
    /// others for each salt.
    @inline(__always)
    private static func isHidden(_ number: Int, _ salt: UInt64, of share: UInt64) -> Bool {
        guard salt != 0 else { return false }
        var mixed = (UInt64(number) ^ salt) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 31)) &* 0x94D0_49BB_1331_11EB
        return (mixed >> 33) % share == 0
    }

    /// Writes the rows of a position into a buffer of ``mostRows`` and returns how many there are.
    @inline(__always)
    func rows(
        at position: Int,
        hiding salt: UInt64 = 0,
        into rows: UnsafeMutablePointer<Int>
    ) -> Int {
        for offset in 0..<SegmenterRows.reach {
            // The symbol two after the position bears on it as the second before its own.
            rows[offset] = Int(symbols[position + 2 - offset]) * SegmenterRows.reach + offset
        }
        var count = SegmenterRows.reach
        for offset in 0..<SegmenterRows.pairReach {
            let pair = Int(pairs[position + 1 - offset])
            guard pair >= 0,
                !Self.isHidden(position + 1 - offset, salt, of: Self.hiddenPairShare)
            else { continue }
            rows[count] = layout.pairs + pair * SegmenterRows.pairReach + offset
            count += 1
        }
        let wide = Int(wideClass[position])
        rows[count] = layout.narrowClasses + wide >> 3 & 0x1FF
        rows[count + 1] = layout.wideClasses + wide
        rows[count + 2] = layout.repeats + Int(repeats[position])
        return count + 3 + wordRows(at: position, into: rows + count + 3)
    }

    @inline(__always)
    private func wordRows(at position: Int, into rows: UnsafeMutablePointer<Int>) -> Int {
        let (begin, end, inner) = (beginning[position], ending[position], inside[position])
        for (offset, row) in wordRows(begin, end, inner).enumerated() { rows[offset] = row }
        return 5
    }

    /// The five rows that one combination of word codes has; folded into one at export.
    @inline(__always)
    func wordRows(_ begin: UInt8, _ end: UInt8, _ inner: UInt8) -> [Int] {
        let lengths =
            WordCode.lengthClass(begin) | WordCode.lengthClass(end) << 3 | Int(inner) << 6
        return [
            layout.beginning + Int(begin), layout.ending + Int(end), layout.inside + Int(inner),
            layout.lengths + lengths,
            layout.words + SegmenterRows.wordRow(beginning: begin, ending: end, inside: inner),
        ]
    }
}
