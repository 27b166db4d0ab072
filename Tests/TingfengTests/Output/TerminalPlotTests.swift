import Testing
import Tingfeng

@Suite struct TerminalPlotTests {
    @Test func `a plot shows counts, expectation, alarm, forecast and dates`() {
        let plot = TerminalPlot(title: "供水/停水", points: PlotFixture.days)
        #expect(
            plot.rendered(width: 60, height: 10) == """
                供水/停水  2025-07-01 至 2025-07-14
                25 ┤
                   │                           ▄▄
                20 ┤                           ██
                   │                           ██
                15 ┤                           ██
                   │╌╌ ╌╌ ╌╌ ╌╌ ╌╌ ╌╌ ╌╌ ╌╌ ╌╌ ██ ╌╌ ╌╌ ╌╌ ╌╌
                10 ┤                           ██ ▒▒
                   │── ▄▄ ── ▇▇ ── ── ── ▄▄ ── ██ ▒▒ ── ── ──
                 5 ┤▅▅ ██ ██ ██ ▂▂    ██ ██ ██ ██ ▒▒
                   │██ ██ ██ ██ ██ ▇▇ ██ ██ ██ ██ ▒▒
                 0 └───┬────────┬────────┬────────┬──┄┄┄┄┄┄┬┄┄
                                               ▲▲
                       07-02    07-05    07-08    07-11    07-14
                    █ 实际  ─ 预期  ╌ 95%区间  ┄ 预测  ▲ 超限  ▒ 未完

                """
        )
    }

    @Test(arguments: [24, 40, 80, 200])
    func `no line is wider than asked`(width: Int) {
        let points = (0..<365).map { PlotPoint(day: 20_000 + $0, count: $0 * 37 % 1_000) }
        for points in [points, PlotFixture.days] {
            for language in Language.allCases {
                let title = "很长的标题 with words, " + String(repeating: "停水", count: 40)
                let text = TerminalPlot(title: title, points: points, language: language)
                    .rendered(width: width)
                let widths = text.split(separator: "\n").map { displayWidth(String($0)) }
                #expect(widths.allSatisfy { $0 <= width })
            }
        }
    }

    @Test func `bins beyond the width keep their maximum`() {
        let points = (0..<365).map { PlotPoint(day: 20_000 + $0, count: $0 == 200 ? 99 : 0) }
        let text = TerminalPlot(title: "", points: points).rendered(width: 40)
        #expect(text.contains("█"))
        #expect(text.contains("最大值"))
    }

    @Test func `a series without bins says so`() {
        #expect(TerminalPlot(title: "停水", points: []).rendered() == "停水  无数据\n")
    }

    @Test(arguments: [
        ([0, 1, 2, 3, 4, 5, 6, 7] as [Int?], "▁▂▃▄▅▆▇█"), ([0, 0], "▁▁"), ([], ""), ([5], "█"),
        ([1, nil, 7], "▂ █"),
    ])
    func `a sparkline spans zero to the maximum`(counts: [Int?], line: String) {
        #expect(TerminalPlot.sparkline(counts) == line)
    }

    @Test func `a sparkline keeps the newest counts`() {
        #expect(TerminalPlot.sparkline([9, 0, 1], width: 2) == "▁█")
    }
}
