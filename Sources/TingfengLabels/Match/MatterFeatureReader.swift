/// Makes ``MatterFeatures`` of messages; one value per thread, the table is shared.
public struct MatterFeatureReader {
    /// Title against body, each of length one.
    private static let titleWeight: Float = 0.8
    /// The most telling terms are kept.
    private static let termLimit = 160
    /// Steps of the stored weights per unit.
    private static let resolution: Float = 512

    private let termWeights: TermWeights
    private var pairs = TermPairs()

    /// A reader that weighs terms by the given table.
    public init(termWeights: TermWeights) {
        self.termWeights = termWeights
    }

    /// Returns the features of a message.
    ///
    /// `region` is the region that the field or the title names; leave it out where the body alone
    /// mentions one, which says little about where the matter is.
    public mutating func features(of message: ClassifierInput, region: String?) -> MatterFeatures {
        pairs.collect(message.title, message.titleTokens)
        var places = Set(pairs.placeCodes)
        if places.isEmpty, let region {
            places.insert(
                UInt32(
                    truncatingIfNeeded: region.utf8.reduce(0) {
                        FeatureKeys.mix($0 ^ UInt64($1))
                    }
                )
            )
        }
        let titleTerms = pairs.terms
        pairs.collect(message.body, message.bodyTokens)
        let title = unitVector(of: titleTerms)
        let whole = unitVector(of: titleTerms + pairs.terms)
        return quantised(Self.sum(title, times: Self.titleWeight, whole), places: places.sorted())
    }

    /// A term and its weight.
    private typealias Weight = (term: UInt32, value: Float)

    /// Returns the damped, weighted terms as a vector of length one, ascending by term.
    private func unitVector(of terms: [UInt32]) -> [Weight] {
        let sorted = terms.sorted()
        var values: [Weight] = []
        values.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            let damped = TermFrequency.damped(UInt16(min(end - start, 63)))
            values.append((sorted[start], damped * termWeights.weight(of: sorted[start])))
            start = end
        }
        let length = values.reduce(Float(0)) { $0 + $1.value * $1.value }.squareRoot()
        for index in values.indices { values[index].value /= length }
        return values
    }

    /// Adds `times` the first vector to the second, of whose terms its own are a part.
    private static func sum(_ part: [Weight], times factor: Float, _ whole: [Weight]) -> [Weight] {
        var sums = whole
        var place = 0
        for item in part {
            while sums[place].term < item.term { place += 1 }
            sums[place].value = factor * item.value + sums[place].value
        }
        return sums
    }

    private func quantised(_ sums: [Weight], places: [UInt32]) -> MatterFeatures {
        let squares = sums.reduce(Float(0)) { $0 + $1.value * $1.value }
        let scale = Self.resolution / max(squares.squareRoot(), 1e-9)
        // Weights are positive, so their bits order like their values; equal ones by term.
        let keys = sums.map { UInt64($0.value.bitPattern) << 32 | UInt64(~$0.term) }
        let least = keys.count > Self.termLimit ? keys.sorted(by: >)[Self.termLimit - 1] : 0
        var terms: [UInt32] = []
        var weights: [UInt8] = []
        for (item, key) in zip(sums, keys) where key >= least {
            let weight = min(255, (item.value * scale).rounded())
            guard weight >= 1 else { continue }
            terms.append(item.term)
            weights.append(UInt8(weight))
        }
        return MatterFeatures(terms: terms, weights: weights, places: places)
    }
}
