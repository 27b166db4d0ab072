import Tingfeng
import TingfengTrends

extension Alarm {
    init(
        rise found: Detection,
        _ dimensions: SeriesDimensions,
        q: Double,
        _ severity: Severity
    ) {
        self.init(
            name: .rise,
            dimensions: dimensions,
            day: found.bin.day,
            observed: Int(found.count),
            expected: found.expected,
            upper: Double(found.upper),
            score: found.score,
            p: found.p,
            q: q,
            severity: severity,
            isProvisional: found.isProvisional
        )
    }

    init(drop found: Detection, _ dimensions: SeriesDimensions, _ severity: Severity) {
        self.init(
            name: .drop,
            dimensions: dimensions,
            day: found.bin.day,
            observed: Int(found.count),
            expected: found.expected,
            upper: Double(found.upper),
            score: found.dropScore,
            p: found.dropP,
            q: found.dropP,
            severity: severity
        )
    }
}
