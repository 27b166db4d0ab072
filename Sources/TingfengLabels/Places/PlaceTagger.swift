import CFactors

/// One place that the chain sees, with its probability.
struct PlaceSpan: Equatable {
    /// Symbols of the message.
    var range: Range<Int>
    var probability: Float
    /// Probability that some place begins where this one does, and that some ends where it does.
    var begins: Float = 0
    var ends: Float = 0
}

/// Scratch memory of the tagger: scores of labels, forward and backward sums.
///
/// Labels are outside, begin, inside, end; a place has at least two symbols.
struct PlaceTagger {
    static let begin = 1
    static let inside = 2
    static let end = 3
    static let longestPlace = 40
    /// What may follow what: row = from, 1 = allowed.
    static let allowed: [SIMD4<Float>] = [
        [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0],
    ]
    /// Spans less likely than this are not looked at.
    private static let floor: Float = 0.02

    private var sums: [Int16] = []
    private var places: [Int32] = []
    private(set) var potentials: [SIMD4<Float>] = []
    private(set) var forward: [SIMD4<Float>] = []
    private(set) var backward: [SIMD4<Float>] = []
    private(set) var scales: [Float] = []

    init() {}

    /// Returns the likely places of a message, in text order.
    mutating func spans(
        of symbols: PlaceSymbols,
        _ context: PlaceContext,
        _ model: PlaceModel
    ) -> [PlaceSpan] {
        score(symbols.values, context, model)
        passForward(model.transitions)
        passBackward(model.transitions)
        return likelySpans(model.transitions)
    }

    /// Adds up what n-grams and context say of each label at each position.
    ///
    /// Rows lie anywhere in megabytes: all are on their way from memory before the first is added.
    private mutating func score(
        _ values: [UInt16],
        _ context: PlaceContext,
        _ model: PlaceModel
    ) {
        sums.removeAll(keepingCapacity: true)
        sums.append(contentsOf: repeatElement(0, count: (values.count + PlaceModel.reach) * 4))
        potentials.removeAll(keepingCapacity: true)
        potentials.append(contentsOf: repeatElement(.zero, count: values.count))
        model.rows.withUnsafeBufferPointer { rows in
            findRows(values, rows)
            addRows(values.count, rows)
        }
        model.dense.withUnsafeBufferPointer { dense in
            context.features.withUnsafeBufferPointer { features in
                Self.fetch(features, dense)
                addDense(features, dense)
            }
        }
        for index in values.indices {
            potentials[index] = Self.potential(of: values[index], potentials[index])
        }
    }

    /// Finds the rows of the n-grams that begin at each symbol, three each.
    private mutating func findRows(
        _ values: [UInt16],
        _ rows: UnsafeBufferPointer<SIMD32<Int16>>
    ) {
        places.removeAll(keepingCapacity: true)
        places.reserveCapacity(3 * values.count)
        let mask = UInt64(rows.count - 1)
        func add(_ key: UInt64) {
            let place = Int(key & mask)
            factors_prefetch(rows.baseAddress.map { $0 + place })
            places.append(Int32(truncatingIfNeeded: place))
        }
        for index in values.indices {
            // N-grams that go beyond the end have rows, too, but nobody adds them.
            let second = index + 1 < values.count ? values[index + 1] : 0
            let third = index + 2 < values.count ? values[index + 2] : 0
            add(PlaceModel.key(values[index]))
            add(PlaceModel.key(values[index], second))
            add(PlaceModel.key(values[index], second, third))
        }
    }

    private mutating func addRows(_ count: Int, _ rows: UnsafeBufferPointer<SIMD32<Int16>>) {
        sums.withUnsafeMutableBytes { sums in
            for index in 0..<count {
                var row = rows[Int(places[3 * index])]
                if index + 1 < count { row &+= rows[Int(places[3 * index + 1])] }
                if index + 2 < count { row &+= rows[Int(places[3 * index + 2])] }
                let old = sums.loadUnaligned(fromByteOffset: index * 8, as: SIMD32<Int16>.self)
                sums.storeBytes(of: old &+ row, toByteOffset: index * 8, as: SIMD32<Int16>.self)
            }
        }
    }

    /// Begins to fetch the rows of words, the only ones that are too many for the cache.
    private static func fetch(
        _ features: UnsafeBufferPointer<Int32>,
        _ dense: UnsafeBufferPointer<SIMD4<Float>>
    ) {
        guard let base = dense.baseAddress else { return }
        let width = PlaceContext.widths.count
        for first in stride(from: 0, to: features.count, by: width) {
            for number in first + PlaceContext.firstWord..<first + width {
                factors_prefetch(base + Int(features[number]))
            }
        }
    }

    private mutating func addDense(
        _ features: UnsafeBufferPointer<Int32>,
        _ dense: UnsafeBufferPointer<SIMD4<Float>>
    ) {
        let width = PlaceContext.widths.count
        for index in potentials.indices {
            let place = (index + PlaceModel.before) * 4
            let sum = SIMD4(sums[place], sums[place + 1], sums[place + 2], sums[place + 3])
            var score = SIMD4<Float>(sum) / PlaceModel.resolution
            for number in index * width..<(index + 1) * width {
                score += dense[Int(features[number])]
            }
            potentials[index] = score
        }
    }

    /// Returns the exponentials of the scores, the largest scaled to 1; no place goes on from the
    /// title into the body.
    static func potential(of symbol: UInt16, _ score: SIMD4<Float>) -> SIMD4<Float> {
        if symbol == PlaceSymbols.fieldBreak { return [1, 0, 0, 0] }
        return exponentials(score - SIMD4(repeating: score.max()))
    }

    /// Takes potentials of any origin through both passes.
    mutating func pass(_ potentials: [SIMD4<Float>], _ transitions: [SIMD4<Float>]) {
        self.potentials = potentials
        passForward(transitions)
        passBackward(transitions)
    }

    private mutating func passForward(_ transitions: [SIMD4<Float>]) {
        forward.removeAll(keepingCapacity: true)
        scales.removeAll(keepingCapacity: true)
        // A message starts as if outside.
        var last = SIMD4<Float>(1, 0, 0, 0)
        for potential in potentials {
            var next = last[0] * transitions[0] + last[1] * transitions[1]
            next += last[2] * transitions[2] + last[3] * transitions[3]
            next *= potential
            let scale = max(next.sum(), 1e-30)
            last = next / scale
            forward.append(last)
            scales.append(scale)
        }
    }

    private mutating func passBackward(_ transitions: [SIMD4<Float>]) {
        let count = potentials.count
        backward = [SIMD4<Float>](repeating: [1, 0, 0, 1], count: count)
        for index in stride(from: count - 2, through: 0, by: -1) {
            let next = potentials[index + 1] * backward[index + 1] / scales[index + 1]
            backward[index] = SIMD4(
                (transitions[0] * next).sum(),
                (transitions[1] * next).sum(),
                (transitions[2] * next).sum(),
                (transitions[3] * next).sum()
            )
        }
    }

    /// The sum over all ways that end properly, which the last position carries.
    private var total: Float {
        guard let last = forward.last else { return 1 }
        return max(last[0] + last[3], 1e-30)
    }

    /// Probability of each label at a position.
    func marginals(at index: Int) -> SIMD4<Float> {
        forward[index] * backward[index] / total
    }

    private func likelySpans(_ transitions: [SIMD4<Float>]) -> [PlaceSpan] {
        var found: [PlaceSpan] = []
        let total = total
        for start in potentials.indices {
            let begins = forward[start][Self.begin]
            guard begins * backward[start][Self.begin] >= Self.floor * total else { continue }
            appendSpans(from: start, begins / total, total, transitions, to: &found)
        }
        return found
    }

    private func appendSpans(
        from start: Int,
        _ begins: Float,
        _ total: Float,
        _ transitions: [SIMD4<Float>],
        to found: inout [PlaceSpan]
    ) {
        var open = begins
        var label = Self.begin
        for index in start + 1..<min(start + Self.longestPlace, potentials.count) {
            let step = potentials[index] / scales[index]
            let closed = open * transitions[label][Self.end] * step[Self.end]
            let probability = closed * backward[index][Self.end]
            if probability >= Self.floor {
                found.append(
                    PlaceSpan(
                        range: start..<index + 1,
                        probability: probability,
                        begins: begins * backward[start][Self.begin],
                        ends: forward[index][Self.end] * backward[index][Self.end] / total
                    )
                )
            }
            open *= transitions[label][Self.inside] * step[Self.inside]
            label = Self.inside
            if open * backward[index][Self.inside] < Self.floor { return }
        }
    }
}
