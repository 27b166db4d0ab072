extension SeasonalDetector {
    /// Forecasts the `horizon` bins after the last of each series.
    ///
    /// - Complexity: One pass over each series, about 1 µs per bin.
    public func forecast(_ series: [CountSeries], horizon: Int) -> [SeriesForecast] {
        let run = design(of: series, horizon: horizon)
        return series.map { one in
            var walk = read(one, run: run) { _ in }
            walk.learnGuardBand()
            let points = (0..<max(horizon, 0)).map { step in
                let index = one.counts.count + step
                let law = walk.expectation(at: index).law()
                return ForecastPoint(
                    bin: one.bin(at: index),
                    mean: law.mean,
                    band80: law.band(tail: 0.1),
                    band95: law.band(tail: 0.025)
                )
            }
            return SeriesForecast(key: one.key, points: points)
        }
    }

    /// Every bin of a series with what was expected of it at the time, for plots.
    public func baseline(_ series: CountSeries) -> [BaselineBin] {
        var bins: [BaselineBin] = []
        bins.reserveCapacity(series.counts.count)
        _ = read(series, run: design(of: [series], horizon: 0)) { step in
            let law = step.expectation.law()
            bins.append(
                BaselineBin(
                    bin: series.bin(at: step.index),
                    count: step.count,
                    expected: law.mean,
                    band95: law.band(tail: 0.025)
                )
            )
        }
        return bins
    }

    private func read(
        _ series: CountSeries,
        run: RunDesign,
        visit: (SeriesWalk.Step) -> Void
    ) -> SeriesWalk {
        var (walk, judge) = start(series, run: run)
        while let step = walk.next() {
            let bin = series.bin(at: step.index)
            _ = judge.judge(step, bin: bin, share: 1, upperBelow: -1)
            walk.note(eventProbability: judge.eventProbability)
            visit(step)
        }
        return walk
    }
}
