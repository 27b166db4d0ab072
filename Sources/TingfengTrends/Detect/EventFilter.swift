internal import Glibc

/// Weighs a bin's score by what the bins before it said (事件滤波).
///
/// A hidden Markov chain, read forward: a bin is quiet, or holds an event of one bin, or is the
/// n-th bin of a lasting event, which ends after `TrendParameters.longestEvent` bins at the
/// latest. The normal score of a bin is N(0, 1) when quiet and N(eventSize, 1) in an event. The
/// posterior log odds of "an event now" are given back in normal units: the score that a bin
/// without history would need for the same odds. After quiet bins that is the bin's own score, so
/// one-bin spikes lose nothing; within an event smaller scores suffice.
struct EventFilter: Sendable {
    /// What the bins so far add to the next bin's own score.
    private(set) var carry = 0.0
    /// Probability that the last bin held an event of any kind.
    private(set) var eventProbability = 0.0

    /// Probability that the coming bin is the first, second, … of a lasting event.
    private var ages: [Double]
    private var prior: Double
    private let longRate: Double
    private let shortRate: Double
    private let persistence: Double
    private let size: Double
    private let neutralLogOdds: Double

    init(parameters: TrendParameters) {
        longRate = parameters.longEventRate
        shortRate = parameters.shortEventRate
        persistence = parameters.persistence
        size = parameters.eventSize
        ages = Array(repeating: 0, count: max(parameters.longestEvent, 1))
        ages[0] = longRate
        prior = longRate + (1 - longRate) * shortRate
        neutralLogOdds = log(prior / (1 - prior))
    }

    func write(to state: inout StateNumbers) {
        state.add([carry, eventProbability, prior])
        state.add(ages)
    }

    mutating func read(from state: inout StateNumbers) {
        carry = state.take()
        eventProbability = state.take()
        prior = state.take()
        ages = state.take(ages.count)
    }

    /// Takes the next bin's own score and returns it with the carry of the bins before.
    mutating func add(_ score: Double) -> Double {
        let combined = score + carry
        let bounded = min(max(score, -4), 8)
        let evidence = exp(size * bounded - size * size / 2)
        let total = prior * evidence + 1 - prior
        eventProbability = prior * evidence / total
        age(by: evidence / total * persistence)
        return combined
    }

    private mutating func age(by scale: Double) {
        var lasting = 0.0
        for place in stride(from: ages.count - 1, to: 0, by: -1) {
            ages[place] = ages[place - 1] * scale
            lasting += ages[place]
        }
        ages[0] = max(1 - lasting, 0) * longRate
        let long = lasting + ages[0]
        prior = min(long + (1 - long) * shortRate, 0.999_999)
        carry = (log(prior / (1 - prior)) - neutralLogOdds) / size
    }
}
