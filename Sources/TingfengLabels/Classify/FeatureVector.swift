import CFactors

/// The known features of one message with their TF-IDF values.
///
/// Each group has length one times the weight of the group. Keeps its memory from message to
/// message.
struct FeatureVector {
    /// Number of features.
    private(set) var count = 0
    /// The first `count` hold the features.
    private(set) var idStorage: [Int32] = []
    /// Each feature's value.
    private(set) var valueStorage: [Float] = []
    /// Each value times the step of the feature's factors.
    private(set) var scaled: [Float] = []
    /// The largest of these.
    private(set) var largest: Float = 0
    /// How often each feature of the vocabulary stands in the group at hand; zero between calls.
    private var counts: [UInt16] = []
    /// The features of the keys at hand, and the keys that are likely to have one.
    private var found: [Int32] = []
    private var likely: [UInt64] = []

    var ids: ArraySlice<Int32> { idStorage[..<count] }

    var values: ArraySlice<Float> { valueStorage[..<count] }

    /// Replaces the content by the features behind the keys.
    mutating func fill(
        from features: borrowing FeatureKeys,
        vocabulary: Vocabulary,
        features records: UnsafeBufferPointer<ClassifierModel.FeatureRecord>,
        weights: [Float]
    ) {
        count = 0
        largest = .leastNormalMagnitude
        if counts.count != records.count {
            counts = [UInt16](repeating: 0, count: records.count)
        }
        reserve(features.keys.reduce(0) { $0 + $1.count })
        records.withMemoryRebound(to: factors_weight.self) { records in
            for (group, weight) in weights.enumerated() {
                append(features.keys[group], vocabulary, records, weight: weight)
            }
        }
    }

    private mutating func reserve(_ size: Int) {
        // One more, since the place behind the last feature is written before it is known to be new.
        guard idStorage.count <= size else { return }
        idStorage = [Int32](repeating: 0, count: 2 * size + 1)
        valueStorage = [Float](repeating: 0, count: 2 * size + 1)
        scaled = valueStorage
    }

    private mutating func append(
        _ keys: [UInt64],
        _ vocabulary: Vocabulary,
        _ records: UnsafeBufferPointer<factors_weight>,
        weight: Float
    ) {
        guard let first = records.baseAddress, !keys.isEmpty else { return }
        let known = vocabulary.find(keys, &likely, &found)
        let start = Int32(count)
        let distinct = factors_count(
            found,
            known,
            first,
            &counts,
            &idStorage,
            start
        )
        let most = factors_weigh(
            first,
            TermFrequency.table,
            Int32(TermFrequency.table.count),
            weight,
            &counts,
            idStorage,
            start,
            distinct,
            &valueStorage,
            &scaled
        )
        count += Int(distinct)
        largest = max(largest, most)
    }
}

/// Damps the count of a feature within one message: 1 + ln(count).
enum TermFrequency {
    /// By count, up to 63.
    static let table: [Float] = (0..<64).map { 1 + Float(naturalLog(Double(max(1, $0)))) }

    @inline(__always)
    static func damped(_ count: UInt16) -> Float { table[min(63, Int(count))] }
}
