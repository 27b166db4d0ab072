/// The settings of the baseline and of the detector; one set for all series of a bin width.
///
/// Values were tuned on simulated sets with other seeds than those reported in
/// `benchmarks`; variances are of the natural logarithm of the expected count.
public struct TrendParameters: Sendable, Equatable {
    /// Width of the bins the settings are for.
    public var unit: BinUnit

    // MARK: Baseline

    /// Variance the level gains per bin: how fast the usual amount may drift.
    public var levelDrift: Double
    /// Prior standard deviation of the trend per bin; 0 leaves the trend out.
    public var trendDeviation: Double
    /// Number of annual harmonics.
    public var seasonHarmonics: Int
    /// Prior standard deviation of the first harmonic; the n-th has 1/n of it.
    public var seasonDeviation: Double
    /// Variance each calendar and season effect gains per bin.
    public var effectDrift: Double
    /// Bins between the newest learned bin and the judged one, so that a slow rise does not hide
    /// itself.
    public var guardBins: Int
    /// A count is learned at most as mean + `winsorLimit` standard deviations + 1.
    public var winsorLimit: Double
    /// Weight of one bin in the over-dispersion once it is learned.
    public var dispersionGain: Double
    /// Weight of the prior over-dispersion, in bins.
    public var dispersionPriorBins: Double
    /// Over-dispersion of a series without history: a constant, and a part per unit of the mean.
    public var dispersionPrior: Double
    /// The part of the prior over-dispersion that grows with the mean count.
    public var dispersionPerMean: Double

    /// Bins in a row that look like an event after which the event is the new usual: the level is
    /// learned afresh, as for a category that starts late or a service that was opened.
    public var breakBins: Int
    /// Share of its weight a sure event loses when the effects are learned.
    public var eventDoubt: Double
    /// Share of its weight a sure event loses when the over-dispersion is learned.
    public var dispersionDoubt: Double

    // MARK: Detector

    /// Bins without judgement at the start of a series.
    public var warmUpBins: Int
    /// Chance that a lasting event starts in a bin.
    public var longEventRate: Double
    /// Chance that a bin holds an event of one bin only.
    public var shortEventRate: Double
    /// Chance that an event of several bins lasts another bin.
    public var persistence: Double
    /// Bins after which a lasting event is over.
    public var longestEvent: Int
    /// Size of events in normal scores.
    public var eventSize: Double
    /// Share of bins that alarm when nothing happens.
    public var alpha: Double
    /// A bin with fewer counts never alarms as a rise.
    public var minCount: Int

    /// The settings for bins of a width.
    public static func of(_ unit: BinUnit) -> TrendParameters {
        switch unit {
        case .hour: hourly
        case .day: daily
        case .week: weekly
        }
    }

    /// Days.
    public static let daily = TrendParameters(
        unit: .day,
        levelDrift: 4e-5,
        trendDeviation: 0.0005,
        seasonHarmonics: 2,
        seasonDeviation: 0.3,
        effectDrift: 1e-6,
        guardBins: 7,
        winsorLimit: 2.33,
        dispersionGain: 0.004,
        dispersionPriorBins: 20,
        dispersionPrior: 1.4,
        dispersionPerMean: 0.03,
        breakBins: 21,
        eventDoubt: 0.8,
        dispersionDoubt: 0.6,
        warmUpBins: 14,
        longEventRate: 0.02,
        shortEventRate: 0.01,
        persistence: 0.5,
        longestEvent: 8,
        eventSize: 2.5,
        alpha: 0.01,
        minCount: 2
    )

    /// Weeks.
    public static let weekly = TrendParameters(
        unit: .week,
        levelDrift: 1e-4,
        trendDeviation: 0.003,
        seasonHarmonics: 2,
        seasonDeviation: 0.4,
        effectDrift: 1e-5,
        guardBins: 4,
        winsorLimit: 2.33,
        dispersionGain: 0.006,
        dispersionPriorBins: 20,
        dispersionPrior: 1.4,
        dispersionPerMean: 0.01,
        breakBins: 10,
        eventDoubt: 0.8,
        dispersionDoubt: 0.15,
        warmUpBins: 8,
        longEventRate: 0.01,
        shortEventRate: 0.001,
        persistence: 0.65,
        longestEvent: 3,
        eventSize: 1.5,
        alpha: 0.01,
        minCount: 2
    )

    /// Hours.
    public static let hourly = TrendParameters(
        unit: .hour,
        levelDrift: 1e-5,
        trendDeviation: 0,
        seasonHarmonics: 1,
        seasonDeviation: 0.3,
        effectDrift: 1e-7,
        guardBins: 24,
        winsorLimit: 2.33,
        dispersionGain: 0.002,
        dispersionPriorBins: 48,
        dispersionPrior: 1.4,
        dispersionPerMean: 0.03,
        breakBins: 96,
        eventDoubt: 0.8,
        dispersionDoubt: 0.6,
        warmUpBins: 168,
        longEventRate: 0.01,
        shortEventRate: 0.005,
        persistence: 0.7,
        longestEvent: 12,
        eventSize: 2.5,
        alpha: 0.01,
        minCount: 2
    )
}
