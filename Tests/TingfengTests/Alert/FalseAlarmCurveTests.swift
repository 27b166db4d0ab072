import Testing
import Tingfeng

@Suite struct FalseAlarmCurveTests {
    private let nominal = FalseAlarmCurve(tests: 1_000, days: 0) { _ in nil }

    @Test(arguments: [(2e-3, Severity.warning), (4e-4, .alert), (1e-4, .critical)])
    func `severities are shares of the budget`(p: Double, severity: Severity) {
        let limits = FalseAlarmBudget().limits(.rise, nominal)
        #expect(limits.severity(p: p) == severity)
    }

    @Test func `what the budget cannot pay is no alarm`() {
        let limits = FalseAlarmBudget().limits(.rise, nominal)
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
