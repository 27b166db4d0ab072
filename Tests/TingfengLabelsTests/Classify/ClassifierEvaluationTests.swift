import Testing
import TingfengLabels

@Suite struct ClassifierEvaluationTests {
    private func answer(_ name: String, _ probability: Double) -> Classification {
        Classification(
            path: [name],
            probabilities: [probability],
            abstained: false,
            top: [],
            reasons: []
        )
    }

    @Test func `scores agree with a count by hand`() {
        let evaluation = ClassifierEvaluation(
            answers: [answer("甲", 0.9), answer("甲", 0.8), answer("乙", 0.7), answer("甲", 0.6)],
            truths: [["甲"], ["甲"], ["乙"], ["乙"]]
        )
        #expect(evaluation.accuracy == 0.75)
        // 甲: P 2/3, R 1, F1 0.8; 乙: P 1, R 1/2, F1 2/3.
        #expect(abs(evaluation.macroF1 - (0.8 + 2.0 / 3) / 2) < 1e-12)
        let confusion = evaluation.confusions.first
        #expect(evaluation.confusions.count == 1)
        #expect(confusion?.truth == "乙" && confusion?.answer == "甲" && confusion?.count == 1)
        #expect(evaluation.coverage.last?.accuracy == 0.75)
        #expect(abs(evaluation.calibrationError - (0.1 + 0.2 + 0.3 + 0.6) / 4) < 1e-12)
    }
}
