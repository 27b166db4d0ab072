/// The regressors of all bins that the series of a run cover and `horizon` more, made once.
struct RunDesign: Sendable {
    /// First bin of the run, nil without series.
    let first: Bin?
    /// Last bin that any series has a count for.
    let last: Bin?
    private let terms: [[CalendarDesign.Term]]

    init(
        series: [CountSeries],
        design: CalendarDesign,
        parameters: TrendParameters,
        horizon: Int
    ) {
        guard let first = series.map(\.first).min() else {
            self.first = nil
            last = nil
            terms = []
            return
        }
        precondition(
            series.allSatisfy { $0.first.unit == parameters.unit },
            "the series and the parameters have the same bin width"
        )
        let ends = series.map { first.distance(to: $0.first) + $0.counts.count }
        let count = ends.max() ?? 0
        self.first = first
        last = count > 0 ? first.advanced(by: count - 1) : nil
        terms = (0..<(count + max(horizon, 0))).map { design.terms(of: first.advanced(by: $0)) }
    }

    init(first: Bin, count: Int, design: CalendarDesign) {
        self.first = first
        last = first.advanced(by: count - 1)
        terms = (0..<count).map { design.terms(of: first.advanced(by: $0)) }
    }

    /// The terms of the bin at `index` bins after the first.
    func terms(at index: Int) -> [CalendarDesign.Term] { terms[index] }
}
