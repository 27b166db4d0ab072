/// Fits ``MatterWeights`` to judged pairs and known matters; the same input gives the same weights.
///
/// A logistic regression. Pairs of messages of different known matters are the easy examples that
/// keep the constant right.
public struct MatterTrainer: Sendable {
    /// Two messages, by their index, and whether they are of one matter.
    public struct Pair: Sendable {
        var first: Int
        var second: Int
        var isSame: Bool
        var weight: Float

        /// A pair that somebody judged.
        public init(_ first: Int, _ second: Int, isSame: Bool) {
            self.init(first, second, isSame: isSame, weight: 1)
        }

        init(_ first: Int, _ second: Int, isSame: Bool, weight: Float) {
            self.first = first
            self.second = second
            self.isSame = isSame
            self.weight = weight
        }
    }

    /// What a fit gives.
    public struct Result: Sendable {
        /// The weights fitted to everything.
        public var weights: MatterWeights
        /// F1 of "one matter" on the judged pairs, each judged by weights that saw no pair of its
        /// connected component.
        public var pairsF1: Double
    }

    static let foldCount = 5
    /// The pairs within a known matter weigh as much as so many judged pairs.
    private static let matterWeight: Float = 15
    /// The pairs across known matters likewise, all of them together.
    private static let strangerWeight: Float = 90
    private static let rounds = 3_000
    private static let rate: Float = 0.05
    private static let decay: Float = 3

    private let witnesses: [MatterWitness]
    /// How many messages before each one its caller wrote.
    private let written: [Int]

    /// A trainer over messages with the times when their callers spoke, in order of arrival.
    public init(_ messages: [(features: MatterFeatures, time: Int64)]) {
        witnesses = messages.map { MatterWitness($0.features, time: $0.time) }
        var counts: [UInt32: Int] = [:]
        written = messages.map { features, _ in
            guard let caller = features.caller else { return 0 }
            counts[caller, default: 0] += 1
            return counts[caller, default: 1] - 1
        }
    }

    /// Fits the weights.
    public func fit(_ judged: [Pair], matters: [[Int]]) -> Result {
        let pairs = judged + Self.pairs(of: matters)
        let groups = Self.components(of: pairs, witnesses.count)
        let rows = pairs.map { (numbers: evidence($0).numbers, pair: $0) }
        var rate = HitRate()
        for fold in 0..<Self.foldCount {
            func isHeldOut(_ pair: Pair) -> Bool {
                Int(FeatureKeys.mix(UInt64(groups[pair.first])) % UInt64(Self.foldCount)) == fold
            }
            let weights = Self.regression(rows.filter { !isHeldOut($0.pair) })
            for (numbers, pair) in rows.prefix(judged.count) where isHeldOut(pair) {
                rate.add(pair.isSame, (numbers * weights.values).sum() > 0)
            }
        }
        return Result(weights: Self.regression(rows), pairsF1: rate.f1)
    }

    private func evidence(_ pair: Pair) -> MatterEvidence {
        var lookup = MatterLookup()
        let late = max(pair.first, pair.second)
        witnesses[late].withView { lookup.put($0.terms) }
        return witnesses[min(pair.first, pair.second)]
            .evidence(with: witnesses[late], lookup, written: written[late])
    }

    private static func pairs(of matters: [[Int]]) -> [Pair] {
        var pairs: [Pair] = []
        var strangers: [Pair] = []
        for (number, members) in matters.enumerated() {
            let count = Float(members.count * (members.count - 1) / 2)
            for (place, first) in members.enumerated() {
                for second in members[..<place] {
                    let weight = min(1, matterWeight / count)
                    pairs.append(Pair(first, second, isSame: true, weight: weight))
                }
                for others in matters[..<number] {
                    // A tenth tells enough.
                    for second in others where (first + second) % 10 == 0 {
                        strangers.append(Pair(first, second, isSame: false, weight: 1))
                    }
                }
            }
        }
        for index in strangers.indices {
            strangers[index].weight = strangerWeight / Float(strangers.count)
        }
        return pairs + strangers
    }

    /// For each message the least index that pairs of one matter connect it with, so that no fold
    /// learns from what it is tested on.
    private static func components(of pairs: [Pair], _ count: Int) -> [Int] {
        var leaders = Array(0..<count)
        func leader(_ index: Int) -> Int {
            var index = index
            while leaders[index] != index { index = leaders[index] }
            return index
        }
        for pair in pairs where pair.weight == 1 || pair.isSame {
            let (one, other) = (leader(pair.first), leader(pair.second))
            leaders[max(one, other)] = min(one, other)
        }
        return (0..<count).map(leader)
    }

    private typealias Example = (numbers: SIMD16<Float>, pair: Pair)

    /// Weights that maximise the likelihood, held back by their squared length in units of each
    /// number's spread.
    private static func regression(_ rows: [Example]) -> MatterWeights {
        var (mean, square) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
        let total = rows.reduce(0) { $0 + $1.pair.weight }
        for row in rows {
            mean += row.numbers * (row.pair.weight / total)
            square += row.numbers * row.numbers * (row.pair.weight / total)
        }
        mean[0] = 0
        var spread = (square - mean * mean).squareRoot()
        spread.replace(with: 1, where: spread .< 1e-6)
        let scaled = rows.map { (($0.numbers - mean) / spread, $0.pair) }
        var weights = SIMD16<Float>.zero
        for _ in 0..<rounds {
            var gradient = -decay * weights
            gradient[0] = 0
            for (numbers, pair) in scaled {
                let odds = Double((numbers * weights).sum())
                let error = (pair.isSame ? 1 : 0) - Float(1 / (1 + exponential(-odds)))
                gradient += numbers * (error * pair.weight)
            }
            weights += gradient * (rate * 8 / total)
        }
        var plain = weights / spread
        plain[0] = weights[0] - (plain * mean).sum()
        var fitted = MatterWeights([])
        fitted.values = plain
        return fitted
    }
}

/// Precision and recall of a yes-or-no answer.
struct HitRate {
    private var hits = 0
    private var claims = 0
    private var truths = 0

    mutating func add(_ truth: Bool, _ claim: Bool) {
        if truth { truths += 1 }
        if claim { claims += 1 }
        if truth, claim { hits += 1 }
    }

    var f1: Double { Double(2 * hits) / Double(max(claims + truths, 1)) }
}
