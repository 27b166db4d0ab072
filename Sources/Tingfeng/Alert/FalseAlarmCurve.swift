import Foundation

/// How many alarms a day come by chance for each threshold of p (校准).
///
/// With `tests` p-values a day, uniform when nothing happens, a threshold c gives `tests`·c alarms a
/// day. The truth is another: counts are discrete, one event shows in many series and on many days
/// but speaks once, models are wrong in the tails. So the alarms that the past would have raised are
/// counted at each threshold, and their ratio to the nominal number is shrunk towards that of the
/// next larger threshold, the largest one's towards a prior, each with the weight of two alarms.
public struct FalseAlarmCurve: Sendable, Equatable {
    /// Alarms a day at each of `thresholds`, never rising.
    public let perDay: [Double]

    /// Thresholds of p that are tried, largest first, four an octave.
    public static let thresholds = (0...100).map { 0.05 * pow(2, -Double($0) / 4) }
    /// Weight of what the next larger threshold says, in alarms.
    private static let shrinkage = 2.0

    /// Makes a curve of what the past would have raised.
    ///
    /// - Parameters:
    ///   - tests: p-values a day.
    ///   - priorRatio: Alarms for each nominal one where nothing is known.
    ///   - days: Days that were replayed; 0 gives the nominal curve.
    ///   - alarms: Alarms of all days at the threshold of that place, or `nil` where there are more
    ///     than anybody would bear.
    public init(
        tests: Double,
        priorRatio: Double = 1,
        days: Int,
        alarms: (Int) -> Int?
    ) {
        let counts = Self.counts(alarms)
        var ratio = priorRatio
        var least = Double.infinity
        perDay = Self.thresholds.enumerated().map { place, threshold in
            let nominal = tests * threshold
            if days > 0 {
                guard let count = counts[place] else { return .infinity }
                ratio =
                    (Double(count) + Self.shrinkage * ratio)
                    / (nominal * Double(days) + Self.shrinkage)
            }
            least = min(least, nominal * ratio)
            return least
        }
    }

    /// Makes a curve of what was stored.
    public init(perDay: [Double]) {
        self.perDay = perDay
    }

    /// From the smallest threshold up, until there are too many.
    private static func counts(_ alarms: (Int) -> Int?) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        for place in thresholds.indices.reversed() {
            guard let count = alarms(place) else { break }
            counts[place] = count
        }
        return counts
    }

    /// Alarms a day at a threshold, at most.
    public func perDay(at threshold: Double) -> Double {
        Self.thresholds.lastIndex { $0 >= threshold }.map { perDay[$0] } ?? 0
    }

    /// The largest of the thresholds that gives at most so many alarms a day.
    ///
    /// Nothing is interpolated: p-values of small counts lie on few values, and one that the past
    /// did not bear must not slip in.
    public func threshold(perDay asked: Double) -> Double {
        guard let place = perDay.firstIndex(where: { $0 <= asked }) else {
            return (Self.thresholds.last ?? 0) * asked / (perDay.last ?? 1)
        }
        return Self.thresholds[place]
    }
}
