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
    /// With `tests` the values are the smallest of so many: their q is exact as far as it does not
    /// exceed the largest of them.
    /// - Complexity: O(*n* log *n*).
    public static func qValues(_ pValues: [Double], tests: Int? = nil) -> [Double] {
        let tests = Double(tests ?? pValues.count)
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var q = pValues
        var least = 1.0
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, pValues[index] * tests / Double(rank + 1))
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
    /// A duty officer is told of episodes, and the share of bins says little of theirs: the bins of
    /// running events, whose p is tiny, let chance alarms in. So a new episode must besides be a
    /// discovery at `episodeFactor` times the rate among the series that are quiet; a series that
    /// alarmed within the last `episodeGap` bins goes on by the limit over all series. Rises and
    /// drops are two families. `minCount` is the least count of a rise.
    public func apply(to series: [SeriesDetections], minCount: Int) -> [SeriesDetections] {
        var results = series
        for index in results.indices {
            for place in results[index].detections.indices {
                results[index].detections[place].alarm = nil
            }
        }
        var rises = EpisodeFamily(rate: self, direction: .rise, minCount: minCount)
        var drops = EpisodeFamily(rate: self, direction: .drop, minCount: 0)
        for places in Self.places(of: series) {
            rises.decide(places, &results)
            drops.decide(places, &results)
        }
        return results
    }

    /// Bins between two alarms of one episode, at most.
    static let episodeGap = 3
    /// The share of false episodes that is borne, over that of false bins.
    static let episodeFactor = 2.0

    /// Where each bin's findings are, bins in order of time.
    private static func places(of series: [SeriesDetections]) -> [[EpisodeFamily.Place]] {
        var places: [Bin: [EpisodeFamily.Place]] = [:]
        for (index, one) in series.enumerated() {
            for (place, detection) in one.detections.enumerated() {
                places[detection.bin, default: []].append(.init(series: index, detection: place))
            }
        }
        return places.sorted { $0.key < $1.key }.map(\.value)
    }
}

/// The tests of one direction, bin by bin, with the episodes that go on.
private struct EpisodeFamily {
    struct Place {
        var series: Int
        var detection: Int
    }

    let rate: FalseDiscoveryRate
    let quietRate: FalseDiscoveryRate
    let direction: Detection.Direction
    let minCount: Int
    private var lastAlarm: [Int: Bin] = [:]

    init(rate: FalseDiscoveryRate, direction: Detection.Direction, minCount: Int) {
        self.rate = rate
        quietRate = FalseDiscoveryRate(min(rate.rate * FalseDiscoveryRate.episodeFactor, 1))
        self.direction = direction
        self.minCount = minCount
    }

    /// Sets the alarms of one bin; a bin that is a rise is not made a drop.
    mutating func decide(_ places: [Place], _ results: inout [SeriesDetections]) {
        let findings = places.map { results[$0.series].detections[$0.detection] }
        let isOpen = zip(places, findings).map { goesOn($0.series, at: $1.bin) }
        let all = rate.threshold(findings.map(p))
        let fresh = min(
            all,
            quietRate.threshold(zip(findings, isOpen).filter { !$1 }.map { p($0.0) })
        )
        for (index, place) in places.enumerated() {
            let finding = findings[index]
            guard finding.alarm == nil, finding.count >= minCount,
                p(finding) <= (isOpen[index] ? all : fresh)
            else { continue }
            results[place.series].detections[place.detection].alarm = direction
            lastAlarm[place.series] = finding.bin
        }
    }

    private func p(_ finding: Detection) -> Double {
        direction == .rise ? finding.p : finding.dropP
    }

    private func goesOn(_ series: Int, at bin: Bin) -> Bool {
        lastAlarm[series].map { $0.distance(to: bin) <= FalseDiscoveryRate.episodeGap } ?? false
    }
}
