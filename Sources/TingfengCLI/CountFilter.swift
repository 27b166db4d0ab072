import Tingfeng
import TingfengTrends

/// `detect --counts` and `forecast --counts`: a table of counts in, a table of findings out.
struct CountFilter {
    /// When a bin is an alarm.
    enum Rule {
        /// p below the detector's own level, the same for every series.
        case level
        /// Benjamini–Hochberg over all series of a bin.
        case falseDiscovery(Double)
    }

    let detector: SeasonalDetector
    var rule: Rule
    /// First judged day.
    var from: Day?
    /// Who judges instead; `nil` for the detector itself.
    var external: ExternalDetector?

    /// Returns `series_id,date,count,expected,upper,score,p,alarm`, series in the order of the input.
    func detect(_ table: CountTable) throws -> String {
        let unit = detector.parameters.unit
        let first = from.map { Bin(first: $0, unit: unit) }
        guard let external else {
            return ResultTable.csv(judged(detector.detect(table.series, from: first)))
        }
        return ResultTable.csv(judged(try table.series.map { try judge($0, external, first) }))
    }

    /// Returns `series_id,date,mean,lo80,hi80,lo95,hi95`.
    func forecast(_ table: CountTable, horizon: Int) -> String {
        ResultTable.csv(detector.forecast(table.series, horizon: horizon))
    }

    private func judge(
        _ series: CountSeries,
        _ external: ExternalDetector,
        _ first: Bin?
    ) throws -> SeriesDetections {
        let from = first.map { max(series.first.distance(to: $0), 0) } ?? 0
        let (alpha, least) = (detector.parameters.alpha, detector.parameters.minCount)
        let found = try external.judge(series, from: from).map { found in
            var found = found
            if found.p <= alpha, Int(found.count) >= least, Double(found.count) > found.expected {
                found.alarm = .rise
            } else if found.dropP <= alpha {
                found.alarm = .drop
            }
            return found
        }
        return SeriesDetections(key: series.key, detections: found)
    }

    private func judged(_ found: [SeriesDetections]) -> [SeriesDetections] {
        guard case .falseDiscovery(let rate) = rule else { return found }
        return FalseDiscoveryRate(rate).apply(to: found, minCount: detector.parameters.minCount)
    }
}

extension Bin {
    /// The bin of a width that begins with a day.
    fileprivate init(first day: Day, unit: BinUnit) {
        switch unit {
        case .hour: self.init(hour: 0, of: day)
        case .day: self.init(day: day)
        case .week: self.init(weekFrom: day)
        }
    }
}

extension CountsOptions {
    /// Makes the filter for the asked bins, calendar and rule.
    func filter(_ global: GlobalOptions, alpha: Double? = nil, fdr: Double? = nil) throws
        -> CountFilter
    {
        var parameters = parameters
        parameters.alpha = alpha ?? parameters.alpha
        return CountFilter(
            detector: SeasonalDetector(parameters: parameters, calendar: try holidays(global)),
            rule: fdr.map(CountFilter.Rule.falseDiscovery) ?? .level
        )
    }
}
