/// What all series of a run are judged by.
struct AlarmTest: Sendable {
    let calibration: ScoreCalibration
    /// What the learned over-dispersion is divided by, for the trust it withholds from events.
    let quietSquare: Double
    /// The calibrated score above which a bin is an alarm.
    let threshold: Double
    /// The same before calibration.
    let rawThreshold: Double

    init(parameters: TrendParameters) {
        let law = QuietLaw(parameters: parameters)
        calibration = ScoreCalibration(law: law)
        quietSquare = law.squaredScore
        threshold = NormalScore.score(upperTail: parameters.alpha)
        rawThreshold = calibration.raw(threshold)
    }
}
