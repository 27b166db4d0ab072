import TingfengText

/// The samples of a training run as features: vocabulary, weights and rows.
struct TrainingCorpus: Sendable {
    /// Keys of one sample with their counts, by feature group.
    struct Document: Sendable {
        var keys: [[UInt64]] = []
        var counts: [[UInt16]] = []
    }

    /// Feature i is `vocabulary[i]`; frequent features first, so that they lie together.
    var vocabulary: [UInt64]
    var idf: [Float]
    var rows: SparseRows
    /// Whether a feature is a kind of cue phrases.
    private(set) var isCue: [Bool]
    /// For each sample the rarest of its shared keys, equal for near-duplicates.
    var signatures: [UInt64]

    init(documents: [Document], minimum: Int, weights: FeatureWeights) {
        let frequencies = Self.frequencies(documents, minimum: minimum)
        vocabulary = frequencies.map(\.key)
        let total = Double(documents.count)
        idf = frequencies.map { Float(naturalLog((1 + total) / (1 + Double($0.count))) + 1) }
        var index: [UInt64: Int32] = Dictionary(minimumCapacity: vocabulary.count)
        for (number, key) in vocabulary.enumerated() { index[key] = Int32(number) }
        rows = SparseRows()
        rows.featureCount = vocabulary.count
        isCue = [Bool](repeating: false, count: vocabulary.count)
        signatures = []
        for document in documents {
            append(document, index: index, weights: weights.array)
            signatures.append(Self.signature(of: document, index: index, frequencies))
        }
    }

    /// Returns the keys that stand in enough samples with their number of samples.
    private static func frequencies(
        _ documents: [Document],
        minimum: Int
    ) -> [(key: UInt64, count: Int)] {
        var all: [UInt64] = []
        all.reserveCapacity(documents.reduce(0) { $0 + $1.keys.reduce(0) { $0 + $1.count } })
        for document in documents { for keys in document.keys { all += keys } }
        all.sort()
        var found: [(key: UInt64, count: Int)] = []
        var start = 0
        while start < all.count {
            var end = start + 1
            while end < all.count, all[end] == all[start] { end += 1 }
            if end - start >= minimum { found.append((all[start], end - start)) }
            start = end
        }
        return found.sorted { ($0.count, $1.key) > ($1.count, $0.key) }
    }

    private mutating func append(_ document: Document, index: [UInt64: Int32], weights: [Float]) {
        var ids: [Int32] = []
        var values: [Float] = []
        for group in document.keys.indices {
            let first = ids.count
            for (key, count) in zip(document.keys[group], document.counts[group]) {
                guard let id = index[key] else { continue }
                ids.append(id)
                if group == FeatureGroup.cues.rawValue { isCue[Int(id)] = true }
                values.append(idf[Int(id)] * TermFrequency.damped(count))
            }
            let squares = values[first...].reduce(0) { $0 + $1 * $1 }
            let scale = squares > 0 ? weights[group] / squares.squareRoot() : 0
            for place in first..<values.count { values[place] *= scale }
        }
        rows.append(ids: ids, values: values)
    }

    /// One-permutation min-hash over the rare keys: copies share it, boilerplate does not count.
    private static func signature(
        of document: Document,
        index: [UInt64: Int32],
        _ frequencies: [(key: UInt64, count: Int)]
    ) -> UInt64 {
        let keys = document.keys[FeatureGroup.textCharacters.rawValue]
        let rare = keys.filter { key in
            index[key].map { frequencies[Int($0)].count <= 10 } ?? false
        }
        return rare.min() ?? keys.min() ?? 0
    }
}

extension TrainingCorpus.Document {
    /// Reads the features of one sample.
    init(_ input: ClassifierInput, cues: CueFinder, features: inout FeatureKeys) {
        features.extract(input, cues: cues)
        for group in features.keys {
            let sorted = group.sorted()
            var distinct: [UInt64] = []
            var times: [UInt16] = []
            for key in sorted {
                if distinct.last == key {
                    if times[times.count - 1] < UInt16.max { times[times.count - 1] += 1 }
                } else {
                    distinct.append(key)
                    times.append(1)
                }
            }
            keys.append(distinct)
            counts.append(times)
        }
    }
}
