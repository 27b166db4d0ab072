import Tingfeng
import TingfengTrends

extension Alarm {
    init(
        rise found: Detection,
        _ dimensions: SeriesDimensions,
        messages: Int,
        q: Double,
        _ severity: Severity
    ) {
        self.init(
            name: .rise,
            dimensions: dimensions,
            day: found.bin.lastDay,
            hour: found.bin.hourOfDay,
            window: found.bin.days,
            observed: Int(found.count),
            messages: messages,
            expected: found.expected,
            upper: Double(found.upper),
            score: found.score,
            p: found.p,
            q: q,
            severity: severity,
            isProvisional: found.isProvisional
        )
    }

    init(
        drop found: Detection,
        _ dimensions: SeriesDimensions,
        messages: Int,
        _ severity: Severity
    ) {
        self.init(
            name: .drop,
            dimensions: dimensions,
            day: found.bin.lastDay,
            hour: found.bin.hourOfDay,
            window: found.bin.days,
            observed: Int(found.count),
            messages: messages,
            expected: found.expected,
            upper: Double(found.upper),
            score: found.dropScore,
            p: found.dropP,
            q: found.dropP,
            severity: severity
        )
    }
}

extension Bin {
    /// Days that the bin covers, at least one.
    fileprivate var days: Int { unit == .week ? 7 : 1 }

    /// The hour that the bin is; `nil` for whole days.
    fileprivate var hourOfDay: Int? { unit == .hour ? hour : nil }
}
