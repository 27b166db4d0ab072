/// The forecast of one bin (预测).
public struct ForecastPoint: Sendable, Equatable {
    /// The bin.
    public var bin: Bin
    /// Mean of the count.
    public var mean: Double
    /// Ends of the 80 % band, included.
    public var band80: ClosedRange<Int>
    /// Ends of the 95 % band, included.
    public var band95: ClosedRange<Int>
}

/// The forecast of one series.
public struct SeriesForecast: Sendable, Equatable {
    /// The series.
    public var key: SeriesKey
    /// The bins after its last one.
    public var points: [ForecastPoint]
}
