/// Learns the rows by the averaged perceptron with a margin (Collins 2002; Crammer & Singer): the
/// best path is searched with a head start for every wrong label.
///
/// Each text has rows of its own beside the common ones (Daumé 2007), so texts of different
/// standards teach what they share and do not undo each other.
struct PerceptronTrainer {
    typealias Row = SIMD4<Float>

    private let set: TrainingSet
    private var features: TrainingFeatures
    private let textCount: Int
    /// Common rows, then those of each text.
    private var weights: [Row]
    private var sums: [Row]
    /// By previous label times four plus label.
    private var transitions = [Float](repeating: 0, count: 16)
    private var transitionSums = [Float](repeating: 0, count: 16)
    private var time: Float = 1
    /// Decides which pairs of symbols and which words the pass hides.
    private var salt: UInt64 = 0
    var margin: Float = 1
    var repeats: [Int] = []

    init(set: TrainingSet, features: TrainingFeatures, textCount: Int) {
        self.set = set
        self.features = features
        self.textCount = textCount
        let copies = textCount > 1 ? textCount + 1 : 1
        weights = Array(repeating: .zero, count: features.layout.count * copies)
        sums = weights
    }

    /// Goes over all sequences once in a random order; returns the share of wrong labels.
    mutating func pass(_ generator: inout TrainingOrder) -> Double {
        var order = set.sequences.indices.flatMap { index in
            repeatElement(index, count: repeats[set.sequences[index].text])
        }
        generator.shuffle(&order)
        salt = generator.next() | 1
        features.findWords(set, hiding: salt)
        var (wrong, total) = (0, 0)
        var scores: [Row] = []
        for index in order {
            let sequence = set.sequences[index]
            wrong += learn(sequence, &scores)
            total += sequence.positions.count
            time += 1
        }
        return Double(wrong) / Double(max(total, 1))
    }

    private mutating func learn(_ sequence: TrainingSet.Sequence, _ scores: inout [Row]) -> Int {
        score(sequence, &scores)
        let labels = ViterbiPath.labels(scores, transitions)
        let first = sequence.positions.lowerBound
        var wrong = 0
        for (offset, label) in labels.enumerated() where set.labels[first + offset] != label {
            wrong += 1
            update(at: first + offset, text: sequence.text, wrong: label)
        }
        guard wrong > 0 else { return 0 }
        for offset in 1..<max(labels.count, 1) {
            let gold = Int(set.labels[first + offset - 1]) * 4 + Int(set.labels[first + offset])
            let found = Int(labels[offset - 1]) * 4 + Int(labels[offset])
            guard gold != found else { continue }
            transitions[gold] += 1
            transitionSums[gold] += time
            transitions[found] -= 1
            transitionSums[found] -= time
        }
        return wrong
    }

    private func score(_ sequence: TrainingSet.Sequence, _ scores: inout [Row]) {
        scores.removeAll(keepingCapacity: true)
        let offset = textCount > 1 ? features.layout.count * (sequence.text + 1) : 0
        withUnsafeTemporaryAllocation(of: Int.self, capacity: TrainingFeatures.mostRows) { rows in
            guard let start = rows.baseAddress else { return }
            weights.withUnsafeBufferPointer { weights in
                for position in sequence.positions {
                    let count = features.rows(at: position, hiding: salt, into: start)
                    var score = Row(repeating: margin)
                    score[Int(set.labels[position])] = 0
                    for index in 0..<count { score += weights[rows[index]] }
                    if offset > 0 {
                        for index in 0..<count { score += weights[rows[index] + offset] }
                    }
                    scores.append(score)
                }
            }
        }
    }

    private mutating func update(at position: Int, text: Int, wrong: UInt8) {
        var change = Row.zero
        change[Int(set.labels[position])] = 1
        change[Int(wrong)] = -1
        let offset = textCount > 1 ? features.layout.count * (text + 1) : 0
        withUnsafeTemporaryAllocation(of: Int.self, capacity: TrainingFeatures.mostRows) { rows in
            guard let start = rows.baseAddress else { return }
            let count = features.rows(at: position, hiding: salt, into: start)
            for index in 0..<count {
                weights[rows[index]] += change
                sums[rows[index]] += change * time
                guard offset > 0 else { continue }
                weights[rows[index] + offset] += change
                sums[rows[index] + offset] += change * time
            }
        }
    }

    /// The averaged rows of one text's standard, or of the mean of all texts' standards.
    func folded(to text: Int?) -> FoldedRows {
        let count = features.layout.count
        var rows = (0..<count).map { averaged($0) }
        if textCount > 1 {
            let texts = text.map { [$0] } ?? Array(0..<textCount)
            for row in 0..<count {
                let own = texts.reduce(Row.zero) { $0 + averaged(row + count * ($1 + 1)) }
                rows[row] += own / Float(texts.count)
            }
        }
        let transitions = (0..<16).map { self.transitions[$0] - transitionSums[$0] / time }
        return FoldedRows(rows: rows, transitions: transitions)
    }

    private func averaged(_ row: Int) -> Row { weights[row] - sums[row] / time }
}

/// Rows of one standard, before they are rounded.
struct FoldedRows {
    var rows: [SIMD4<Float>]
    var transitions: [Float]
}

/// The best legal path over float scores.
enum ViterbiPath {
    /// For each label the two that may come before it: B and S after E or S, M and E after B or M.
    private static let before: [(Int, Int)] = [(2, 3), (0, 1), (0, 1), (2, 3)]

    static func labels(_ scores: [SIMD4<Float>], _ transitions: [Float]) -> [UInt8] {
        guard let first = scores.first else { return [] }
        var best = SIMD4<Float>(first[0], -.infinity, -.infinity, first[3])
        var steps = [SIMD4<UInt8>](repeating: .zero, count: scores.count)
        for position in 1..<max(scores.count, 1) {
            var next = SIMD4<Float>.zero
            var step = SIMD4<UInt8>.zero
            for label in 0..<4 {
                let (one, two) = before[label]
                let fromOne = best[one] + transitions[one * 4 + label]
                let fromTwo = best[two] + transitions[two * 4 + label]
                next[label] = max(fromOne, fromTwo) + scores[position][label]
                step[label] = UInt8(fromTwo > fromOne ? two : one)
            }
            best = next
            steps[position] = step
        }
        var labels = [UInt8](repeating: 0, count: scores.count)
        var label: UInt8 = best[3] > best[2] ? 3 : 2
        for position in labels.indices.reversed() {
            labels[position] = label
            label = steps[position][Int(label)]
        }
        return labels
    }
}

/// SplitMix64 for the order of training: the same on every run.
struct TrainingOrder: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func shuffle(_ order: inout [Int]) {
        guard order.count > 1 else { return }
        for index in (1..<order.count).reversed() {
            order.swapAt(index, Int(next() % UInt64(index + 1)))
        }
    }
}
