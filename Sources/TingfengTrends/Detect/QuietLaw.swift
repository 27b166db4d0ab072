/// How an `EventFilter` behaves when nothing ever happens.
///
/// Found by feeding it 20,000 standard normal scores of a fixed generator (SplitMix64), a few
/// milliseconds once per detector. Only the law of the carry is sampled; the tail of a score is
/// the normal tail averaged over it, so that it is smooth and reaches any depth.
struct QuietLaw: Sendable {
    /// Mean of a bin's squared score weighted with 1 − doubt × event probability: what an
    /// over-dispersion learned with these weights must be divided by.
    let squaredScore: Double
    /// Values of the carry and their shares.
    let carries: [(value: Double, share: Double)]

    private static let bins = 20_000
    private static let perUnit = 16.0
    private static let lowest = -4.0

    init(parameters: TrendParameters) {
        var filter = EventFilter(parameters: parameters)
        var counts = Array(repeating: 0, count: 257)
        var state: UInt64 = 12_345
        var sum = 0.0
        var total = 0.0
        for _ in 0..<Self.bins {
            let place = (filter.carry - Self.lowest) * Self.perUnit
            counts[Int(min(max(place.rounded(), 0), 256))] += 1
            let score = NormalScore.score(upperTail: Self.uniform(&state))
            _ = filter.add(score)
            let trust = 1 - parameters.dispersionDoubt * filter.eventProbability
            sum += trust * score * score
            total += trust
        }
        squaredScore = sum / total
        carries = counts.enumerated().filter { $0.element > 0 }.map { place, count in
            (Self.lowest + Double(place) / Self.perUnit, Double(count) / Double(Self.bins))
        }
    }

    private static func uniform(_ state: inout UInt64) -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return (Double((word ^ (word >> 31)) >> 11) + 0.5) / 9_007_199_254_740_992
    }
}
