/// Control of the share of false alarms over all series of a bin (误报率控制).
///
/// Benjamini & Hochberg, JRSS B 1995: valid for independent and for positively dependent tests.
public struct FalseDiscoveryRate: Sendable, Equatable {
    /// The largest expected share of false alarms among the alarms of a bin, 0…1.
    public let rate: Double

    /// Makes a rule.
    public init(_ rate: Double) {
        self.rate = rate
    }

    /// Returns for each p the smallest rate at which it would be a finding, in the same order.
    ///
    /// - Complexity: O(*n* log *n*).
    public static func qValues(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var q = pValues
        var least = 1.0
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, pValues[index] * Double(pValues.count) / Double(rank + 1))
            q[index] = least
        }
        return q
    }

    /// The largest p-value that is still significant, 0 when none is.
    public func threshold(_ pValues: [Double]) -> Double {
        let sorted = pValues.sorted()
        for rank in stride(from: sorted.count, to: 0, by: -1)
        where sorted[rank - 1] <= rate * Double(rank) / Double(sorted.count) {
            return sorted[rank - 1]
        }
        return 0
    }

    /// The same findings, with alarms only where the rule allows them, bin by bin.
    ///
    /// Rises and drops are two families. `minCount` is the least count of a rise.
    public func apply(to series: [SeriesDetections], minCount: Int) -> [SeriesDetections] {
        var rises: [Bin: [Double]] = [:]
        var drops: [Bin: [Double]] = [:]
        for detection in series.lazy.flatMap(\.detections) {
            rises[detection.bin, default: []].append(detection.p)
            drops[detection.bin, default: []].append(detection.dropP)
        }
        let riseLimits = rises.mapValues(threshold)
        let dropLimits = drops.mapValues(threshold)
        return series.map { one in
            var one = one
            for place in one.detections.indices {
                let detection = one.detections[place]
                one.detections[place].alarm =
                    if detection.p <= riseLimits[detection.bin] ?? 0,
                        detection.count >= minCount
                    { .rise } else if detection.dropP <= dropLimits[detection.bin] ?? 0 {
                        .drop
                    } else { nil }
            }
            return one
        }
    }
}
