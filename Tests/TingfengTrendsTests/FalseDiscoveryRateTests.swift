import Testing

@testable import TingfengTrends

@Suite struct FalseDiscoveryRateTests {
    /// The worked example of Benjamini & Hochberg 1995, §3.2: four rejections at 0.05.
    @Test func `the example of the paper`() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1,
        ]
        #expect(FalseDiscoveryRate(0.05).threshold(p.reversed()) == 0.0095)
        #expect(FalseDiscoveryRate(0.05).threshold([]) == 0)
        #expect(FalseDiscoveryRate(0.05).threshold([0.9]) == 0)
    }

    @Test func `alarms are decided within each bin over all series`() {
        let simulated = SimulatedCity.daily(40, days: 540, judged: 140, seed: 12)
        let detector = SeasonalDetector(parameters: .daily, calendar: .none)
        let first = simulated[0].series.bin(at: 400)
        let results = detector.detect(simulated.map(\.series), from: first)
        let kept = FalseDiscoveryRate(0.1).apply(to: results, minCount: 2)
        var right = 0
        var wrong = 0
        for (result, truth) in zip(kept, simulated) {
            for (place, detection) in result.detections.enumerated()
            where detection.alarm == .rise {
                let isEvent = truth.events.contains { $0.contains(400 + place) }
                if isEvent { right += 1 } else { wrong += 1 }
            }
        }
        #expect(right >= 140)
        // The days right after an event are the most of what is wrong: the carry still counts it.
        #expect(Double(wrong) <= 0.22 * Double(right + wrong))
        #expect(kept.count == 40 && kept[7].key == results[7].key)
    }
}
