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
        var source = SplitMix64(seed: 12_345)
        var sum = 0.0
        var total = 0.0
        for _ in 0..<Self.bins {
            let place = (filter.carry - Self.lowest) * Self.perUnit
            counts[Int(min(max(place.rounded(), 0), 256))] += 1
            let score = NormalScore.score(upperTail: source.uniform())
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
}
