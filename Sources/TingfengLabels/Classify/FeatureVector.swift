/// The known features of one message with their TF-IDF values.
///
/// Each group has length one times the weight of the group. Keeps its memory from message to
/// message.
struct FeatureVector {
    private(set) var ids: [Int32] = []
    private(set) var values: [Float] = []
    /// How often each feature of the vocabulary stands in the group at hand; zero between calls.
    private var counts: [UInt16] = []
    /// The features of the keys at hand.
    private var found: [Int32] = []

    /// Replaces the content by the features behind the keys.
    mutating func fill(
        from features: borrowing FeatureKeys,
        vocabulary: Vocabulary,
        features records: UnsafeBufferPointer<ClassifierModel.FeatureRecord>,
        weights: [Float]
    ) {
        ids.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        if counts.count != records.count {
            counts = [UInt16](repeating: 0, count: records.count)
        }
        for (group, weight) in weights.enumerated() {
            let first = ids.count
            count(features.keys[group], vocabulary)
            weigh(from: first, records, weight: weight)
        }
    }

    private mutating func count(_ keys: [UInt64], _ vocabulary: Vocabulary) {
        vocabulary.find(keys, &found)
        counts.withUnsafeMutableBufferPointer { counts in
            for place in keys.indices {
                let id = Int(found[place])
                if id < 0 { continue }
                if counts[id] == 0 { ids.append(Int32(id)) }
                if counts[id] < UInt16.max { counts[id] += 1 }
            }
        }
    }

    private mutating func weigh(
        from first: Int,
        _ records: UnsafeBufferPointer<ClassifierModel.FeatureRecord>,
        weight: Float
    ) {
        var squares: Float = 0
        TermFrequency.withTable { damped in
            counts.withUnsafeMutableBufferPointer { counts in
                for id in ids[first...] {
                    let id = Int(id)
                    let value = records[id].idf * damped[min(63, Int(counts[id]))]
                    counts[id] = 0
                    squares += value * value
                    values.append(value)
                }
            }
        }
        guard squares > 0 else { return }
        let scale = weight / squares.squareRoot()
        for place in first..<ids.count { values[place] *= scale }
    }
}

/// Damps the count of a feature within one message: 1 + ln(count).
enum TermFrequency {
    private static let table: [Float] = (0..<64).map { 1 + Float(naturalLog(Double(max(1, $0)))) }

    @inline(__always)
    static func damped(_ count: UInt16) -> Float { table[min(63, Int(count))] }

    /// Lends the table, by count up to 63, for a loop.
    @inline(__always)
    static func withTable(_ body: (UnsafeBufferPointer<Float>) -> Void) {
        table.withUnsafeBufferPointer(body)
    }
}
