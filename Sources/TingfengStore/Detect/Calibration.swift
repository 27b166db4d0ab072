import GRDB
import Tingfeng
import TingfengTrends

/// How often chance alarms came in the days before, and thus which p the budget allows (校准).
///
/// Kept for the month: thresholds that moved every day could not be explained.
struct Calibration: Equatable {
    /// Day of the run that calibrated.
    var day: Day
    /// Days of the past that were replayed; 0 if the thresholds are nominal.
    var days: Int
    /// What was to be calibrated for.
    var falsePerDay: Double
    var minCount: Int
    /// Command of the external detector whose p was calibrated; empty for the built-in one.
    var detector: String
    var series = FalseAlarmCurve(tests: 1, days: 0) { _ in nil }
    var matters = FalseAlarmCurve(tests: 1, days: 0) { _ in nil }

    /// Days at the start of a stream without judgement.
    static func warmUp(_ judging: BinJudging) -> Int {
        judging.detector.parameters.warmUpBins * (judging.unit == .week ? 7 : 1)
    }

    /// Days at the start of a stream in which the detector still learns what is usual.
    static let settlingDays = 70

    /// Bursts for each nominal one while the past is short: who speaks of one matter does so together
    /// with others (real stream of 2019: 7 at p ≤ .001, 12 at p ≤ .0015).
    static let matterRatio = 10.0

    init(day: Day, days: Int, budget: FalseAlarmBudget, detector: String) {
        self.day = day
        self.days = days
        self.detector = detector
        falsePerDay = budget.falsePerDay
        minCount = budget.minCount
    }

    /// Whether it is still in force.
    func holds(_ budget: FalseAlarmBudget, _ detector: String, on today: Day) -> Bool {
        let (now, then) = (today.civil, day.civil)
        return now.year == then.year && now.month == then.month && today >= day
            && falsePerDay == budget.falsePerDay && minCount == budget.minCount
            && self.detector == detector
    }

    func matterLimits(_ budget: FalseAlarmBudget) -> AlarmLimits { budget.matterLimits(matters) }

    func seriesLimits(_ budget: FalseAlarmBudget) -> AlarmLimits {
        budget.seriesLimits(series, matters: matters)
    }

    /// More alarms than so many are no threshold's business.
    static func most(_ budget: FalseAlarmBudget, days: Int) -> Int {
        Int(2 * budget.falsePerDay * Double(days)) + 10
    }
}

extension Calibration {
    /// The calibration of the last run that made one.
    static func newest(_ db: Database) throws -> Calibration? {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM calibration ORDER BY day DESC LIMIT 1")
        guard let row else { return nil }
        var budget = FalseAlarmBudget()
        budget.falsePerDay = row["false_per_day"]
        budget.minCount = row["min_count"]
        var calibration = Calibration(
            day: Day(number: row["day"]),
            days: row["days"],
            budget: budget,
            detector: row["detector"]
        )
        calibration.series = FalseAlarmCurve(perDay: numbers(row["series"]))
        calibration.matters = FalseAlarmCurve(perDay: numbers(row["matters"]))
        return calibration
    }

    func save(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO calibration(
                    day, days, false_per_day, min_count, series, matters, detector
                ) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(day) DO UPDATE SET days = excluded.days,
                    false_per_day = excluded.false_per_day, min_count = excluded.min_count,
                    series = excluded.series, matters = excluded.matters,
                    detector = excluded.detector
                """,
            arguments: [
                day.number, days, falsePerDay, minCount, Self.text(series.perDay),
                Self.text(matters.perDay), detector,
            ]
        )
    }

    /// The shortest decimals that read back as the same numbers.
    private static func text(_ numbers: [Double]) -> String {
        numbers.map(\.description).joined(separator: " ")
    }

    private static func numbers(_ text: String) -> [Double] {
        text.split(separator: " ").compactMap { Double($0) }
    }
}
