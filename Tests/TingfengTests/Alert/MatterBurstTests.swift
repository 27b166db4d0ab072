import Testing
import Tingfeng

@Suite struct MatterBurstTests {
    private func calls(_ days: [Int], caller: (Int) -> Int = { $0 }) -> [MatterBurst.Call] {
        days.enumerated().map { MatterBurst.Call(day: $1, caller: caller($0)) }
    }

    @Test func `one person who calls ten times is no burst`() {
        let calls = calls(Array(repeating: 400, count: 10)) { _ in 1 }
        #expect(MatterBurst(calls, on: 400, start: 0) == nil)
    }

    @Test func `six callers in two weeks of a new matter are rare`() throws {
        // 丽发新城, 2019-11-02 … 2019-11-15.
        let burst = try #require(
            MatterBurst(calls([400, 400, 411, 413, 413, 413]), on: 413, start: 0)
        )
        #expect(burst.callers == 6 && burst.window == 28)
        #expect(burst.p < 2e-6)
        #expect(burst.upper(p: 1e-3) == 3)
    }

    @Test func `the same callers are usual where they come every week`() throws {
        let steady = (0..<60).map { 400 - 4 * $0 }.reversed()
        let burst = try #require(MatterBurst(calls(Array(steady)), on: 400, start: 0))
        #expect(burst.p > 0.2)
        #expect(burst.expected > 5.5 && burst.callers <= 7)
    }

    @Test func `a day without a call is not judged`() {
        #expect(MatterBurst(calls([400, 400, 400, 400]), on: 401, start: 0) == nil)
    }
}
