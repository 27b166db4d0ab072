#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Learns to tell the sequences of one text from all others by their symbols and pairs of symbols:
/// logistic regression by stochastic gradient steps, averaged.
///
/// Few and small steps: more would fit the sentences seen, and averaging stands in for a penalty.
struct StyleTrainer {
    private static let passes = 5
    private static let rate: Float = 0.02

    private let set: TrainingSet
    private let features: TrainingFeatures
    private let text: Int
    /// The rows of pairs that the model file will have.
    private let isKept: [Bool]
    private var symbols: [Float]
    private var pairs: [Float]
    private var symbolSums: [Float]
    private var pairSums: [Float]
    private var time: Float = 1

    /// `text` is the number of the text to be told from the others.
    init(set: TrainingSet, features: TrainingFeatures, text: Int, isKept: [Bool]) {
        self.set = set
        self.features = features
        self.text = text
        self.isKept = isKept
        symbols = Array(repeating: 0, count: SegmenterSymbol.limit)
        pairs = Array(repeating: 0, count: features.pairKeys.count)
        symbolSums = symbols
        pairSums = pairs
    }

    /// Goes over all sequences, in another order each pass, and returns the averaged weights.
    mutating func train(_ generator: inout TrainingOrder) -> StyleRows {
        var order = Array(set.sequences.indices)
        for _ in 0..<Self.passes {
            generator.shuffle(&order)
            for index in order {
                learn(set.sequences[index])
                time += 1
            }
        }
        return StyleRows(
            symbols: symbols.indices.map { symbols[$0] - symbolSums[$0] / time },
            pairs: pairs.indices.map { pairs[$0] - pairSums[$0] / time }
        )
    }

    private mutating func learn(_ sequence: TrainingSet.Sequence) {
        let isOne: Float = sequence.text == text ? 1 : 0
        let change = Self.rate * (isOne - 1 / (1 + exp(-score(sequence))))
        for position in Self.reach(sequence) {
            let symbol = Int(set.symbols[position])
            symbols[symbol] += change
            symbolSums[symbol] += change * time
            guard let pair = pair(at: position) else { continue }
            pairs[pair] += change
            pairSums[pair] += change * time
        }
    }

    private func score(_ sequence: TrainingSet.Sequence) -> Float {
        Self.reach(sequence).reduce(0) { sum, position in
            let pair = pair(at: position).map { pairs[$0] } ?? 0
            return sum + symbols[Int(set.symbols[position])] + pair
        }
    }

    private func pair(at position: Int) -> Int? {
        let row = features.pairRow(at: position)
        return row >= 0 && isKept[row] ? row : nil
    }

    /// The positions that the engine adds up: the sequence with the edges before it; the pair at its
    /// last position holds the edge after it.
    private static func reach(_ sequence: TrainingSet.Sequence) -> Range<Int> {
        (sequence.positions.lowerBound - 2)..<sequence.positions.upperBound
    }
}

/// What symbols and pairs say of the style of their text, rounded.
struct StyleRows {
    let symbols: [Int16]
    /// By row of the pair.
    let pairs: [Int16]

    /// Steps per unit of log odds.
    private static let scale: Float = 1_024

    init(symbols: [Float], pairs: [Float]) {
        self.symbols = symbols.map(Self.steps)
        self.pairs = pairs.map(Self.steps)
    }

    private static func steps(_ logOdds: Float) -> Int16 {
        Int16(clamping: Int((logOdds * scale).rounded()))
    }
}
