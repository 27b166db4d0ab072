import Testing
import Tingfeng

@Suite struct FalseAlarmCurveTests {
    private let nominal = FalseAlarmCurve(tests: 1_000, days: 0) { _ in nil }

    private let silent = FalseAlarmCurve(tests: 0, days: 0) { _ in nil }

    @Test func `count series spend what matters leave`() {
        let busy = FalseAlarmCurve(tests: 100, days: 0) { _ in nil }
        let budget = FalseAlarmBudget(falsePerDay: 1)
        let alone = budget.seriesLimits(nominal, matters: silent).alarm
        let shared = budget.seriesLimits(nominal, matters: busy).alarm
        #expect(alone > 0.0008 && alone <= 0.001)
        #expect(shared >= 0.0005 && shared < 0.6 * alone + 1e-9)
    }

    @Test(arguments: [(2e-3, Severity.warning), (4e-4, .alert), (1e-4, .critical)])
    func `severities are shares of the budget`(p: Double, severity: Severity) {
        let limits = FalseAlarmBudget(falsePerDay: 2.5).seriesLimits(nominal, matters: silent)
        #expect(limits.severity(p: p) == severity)
    }

    @Test func `what the budget cannot pay is no alarm`() {
        let limits = FalseAlarmBudget(falsePerDay: 2.5).seriesLimits(nominal, matters: silent)
        #expect(limits.severity(p: 0.0026) == nil)
        #expect(limits.alarm > 0.0020)
    }

    @Test func `a past with half of the nominal alarms allows twice the p`() {
        let days = 365
        let curve = FalseAlarmCurve(tests: 1_000, days: days) { place in
            Int(500 * FalseAlarmCurve.thresholds[place] * Double(days))
        }
        let limit = curve.threshold(perDay: 2)
        #expect(limit > 0.0033 && limit <= 0.0041)
    }

    @Test func `an atom that the past did not bear stays out`() {
        // All alarms of the past have p = 0.001: 200 in 100 days, against a budget of one a day.
        let curve = FalseAlarmCurve(tests: 1_000, days: 100) { place in
            FalseAlarmCurve.thresholds[place] >= 1e-3 ? 200 : 0
        }
        #expect(curve.threshold(perDay: 1) < 1e-3)
    }

    @Test func `curves never rise and survive their text`() {
        let curve = FalseAlarmCurve(tests: 300, days: 50) { $0 > 40 ? $0 % 7 : nil }
        #expect(zip(curve.perDay, curve.perDay.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(FalseAlarmCurve(perDay: curve.perDay) == curve)
    }
}
