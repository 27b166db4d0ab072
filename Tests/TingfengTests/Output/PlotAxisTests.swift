import Testing

@testable import Tingfeng

@Suite struct PlotAxisTests {
    @Test(arguments: [
        (0.0, [0, 1]), (1.0, [0, 1]), (3.0, [0, 1, 2, 3]), (6.0, [0, 2, 4, 6]),
        (21.0, [0, 5, 10, 15, 20, 25]), (26.0, [0, 10, 20, 30]),
        (100.0, [0, 20, 40, 60, 80, 100]), (1_234.0, [0, 500, 1_000, 1_500]),
    ])
    func `counts have whole, round ticks`(maximum: Double, ticks: [Int]) {
        #expect(CountScale(maximum: maximum).ticks == ticks)
    }

    @Test func `a huge band does not flatten the counts`() {
        let point = PlotPoint(day: 0, count: 10, band95: PlotBand(upper: 1e9))
        #expect(CountScale([point]).top == 30)
    }

    @Test(arguments: [
        (5, ["07-14", "07-15", "07-16", "07-17", "07-18"]),
        (20, ["07-14", "07-21", "07-28"]), (60, ["07-14", "07-28", "08-11", "08-25", "09-08"]),
        (365, ["2025-10", "2026-01", "2026-04", "2026-07"]), (1, ["07-14"]),
        (3_650, ["2026", "2028", "2030", "2032", "2034"]),
    ])
    func `days are named by day, Monday, month or year`(count: Int, labels: [String]) {
        // 2025-07-14 is a Monday.
        let points = (0..<count).map { PlotPoint(day: 20_283 + $0, count: 1) }
        #expect(DateTicks(points, atMost: 5).ticks.map(\.label) == labels)
    }

    @Test func `hours are named by clock, midnight by its date`() {
        let points = (0..<30).map { PlotPoint(day: 20_283 + $0 / 24, hour: $0 % 24, count: 1) }
        #expect(
            DateTicks(points, atMost: 6).ticks.map(\.label)
                == ["07-14", "06:00", "12:00", "18:00", "07-15"]
        )
    }

    @Test func `weeks get a tick where their month begins`() {
        let points = (0..<20).map { PlotPoint(day: 20_283 + 7 * $0, count: 1) }
        let ticks = DateTicks(points, atMost: 6).ticks
        #expect(ticks.map(\.label) == ["2025-08", "2025-09", "2025-10", "2025-11"])
        #expect(ticks.map(\.index) == [3, 7, 12, 16])
    }
}
