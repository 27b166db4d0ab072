internal import Glibc

/// Turns a score with carry into one that is standard normal when nothing happens.
///
/// P(score > s) is the normal tail averaged over the carry of quiet bins. Built once per detector.
struct ScoreCalibration: Sendable {
    private let table: [Double]
    private static let lowest = -4.0
    private static let highest = 8.0
    private static let perUnit = 8.0

    init(law: QuietLaw) {
        let places = Int((Self.highest - Self.lowest) * Self.perUnit)
        table = (0...places).map { place in
            let score = Self.lowest + Double(place) / Self.perUnit
            var tail = 0.0
            for (carry, share) in law.carries {
                tail += share * NormalScore.upperTail(score - carry)
            }
            return NormalScore.score(logUpperTail: log(tail))
        }
    }

    /// The calibrated score of a raw score.
    func calibrated(_ raw: Double) -> Double {
        let position = (raw - Self.lowest) * Self.perUnit
        let last = table.count - 1
        guard position > 0 else { return raw + table[0] - Self.lowest }
        guard position < Double(last) else { return raw + table[last] - Self.highest }
        let place = Int(position)
        let share = position - Double(place)
        return table[place] + share * (table[place + 1] - table[place])
    }

    /// The raw score whose calibrated score this is.
    func raw(_ calibrated: Double) -> Double {
        var low = Self.lowest - 8
        var high = Self.highest + 32
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if self.calibrated(middle) < calibrated { low = middle } else { high = middle }
        }
        return high
    }
}
