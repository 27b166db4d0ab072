import Foundation
import FoundationXML
import Testing

@testable import Tingfeng

@Suite struct CountPlotTests {
    @Test func `one bin gives this picture`() {
        let point = PlotPoint(
            day: 20_283,
            count: 3,
            expected: 1.5,
            band95: PlotBand(upper: 2.5),
            isAlarm: true
        )
        let svg = CountPlot(title: "停水", points: [point], unit: "件/天", width: 320, height: 200)
            .svg()
        #expect(
            svg == """
                <svg xmlns="http://www.w3.org/2000/svg" role="img" width="320" height="200" viewBox="0 0 320 200" font-family="system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif" font-size="12">
                <title>停水</title>
                <desc>2025-07-14，共 1 格，合计 3，最高 3（2025-07-14），超限 1 处。</desc>
                <rect width="320" height="200" fill="#FFFFFF"/>
                <text x="16" y="24" text-anchor="start" fill="#111" font-size="15" font-weight="600">停水</text>
                <text x="304" y="24" text-anchor="end" fill="#444">2025-07-14</text>
                <rect x="16" y="36.5" width="15" height="11" fill="#56B4E9" fill-opacity="0.85"/>
                <text x="36" y="46" text-anchor="start" fill="#444">实际</text>
                <polyline points="77.6,42 92.6,42" stroke="#222222" stroke-width="2" stroke-dasharray="none"/>
                <text x="97.6" y="46" text-anchor="start" fill="#444">预期</text>
                <rect x="139.2" y="36.5" width="15" height="11" fill="#999999" fill-opacity="0.22"/>
                <text x="159.2" y="46" text-anchor="start" fill="#444">95%区间</text>
                <polygon points="227,46 222,38 232,38" fill="#D55E00"/>
                <text x="240" y="46" text-anchor="start" fill="#444">超限</text>
                <line x1="29" y1="172" x2="304" y2="172" stroke="#666666"/>
                <text x="23" y="176" text-anchor="end" fill="#444">0</text>
                <line x1="29" y1="140.7" x2="304" y2="140.7" stroke="#E4E4E4"/>
                <text x="23" y="144.7" text-anchor="end" fill="#444">1</text>
                <line x1="29" y1="109.3" x2="304" y2="109.3" stroke="#E4E4E4"/>
                <text x="23" y="113.3" text-anchor="end" fill="#444">2</text>
                <line x1="29" y1="78" x2="304" y2="78" stroke="#E4E4E4"/>
                <text x="23" y="82" text-anchor="end" fill="#444">3</text>
                <text x="23" y="68" text-anchor="start" fill="#444">件/天</text>
                <line x1="166.5" y1="172" x2="166.5" y2="176" stroke="#666666"/>
                <text x="166.5" y="190" text-anchor="middle" fill="#444">07-14</text>
                <polygon points="29,93.7 166.5,93.7 304,93.7 304,172 166.5,172 29,172" fill="#999999" fill-opacity="0.22"/>
                <rect x="142.5" y="78" width="48" height="94" fill="#D55E00" fill-opacity="0.85"><title>2025-07-14：实际 3，预期 1.5，95%区间 0.0–2.5，超限</title></rect>
                <polyline points="29,125 166.5,125 304,125" fill="none" stroke="#222222" stroke-width="1.3" stroke-dasharray="none"/>
                <polygon points="166.5,75 161.5,67 171.5,67" fill="#D55E00"/>
                </svg>

                """
        )
    }

    @Test func `pictures are well-formed XML whatever the text`() {
        let titles = ["a & <b> \"c\" 'd' ]]>", "\u{0}\u{8}\u{FFFE}\u{202E}停水🚰", ""]
        for title in titles {
            let plots = [
                CountPlot(title: title, points: PlotFixture.days, unit: title).svg(),
                CountPlot(title: title, points: []).svg(),
                Sparkline(title: title, points: PlotFixture.days).svg(),
                Sparkline(title: title, points: []).svg(),
            ]
            for svg in plots { #expect(XMLParser(data: Data(svg.utf8)).parse()) }
        }
    }

    @Test func `numbers that cannot be drawn are left out`() {
        let point = PlotPoint(
            day: 0,
            count: .max,
            expected: .nan,
            band80: PlotBand(lower: -.infinity, upper: 1),
            band95: PlotBand(upper: .infinity)
        )
        let svg = CountPlot(title: "", points: [point, PlotPoint(day: 1, count: -4)]).svg()
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    @Test func `the description tells what the picture shows`() {
        let svg = CountPlot(title: "停水", points: PlotFixture.days).svg()
        #expect(
            svg.contains(
                "<desc>2025-07-01 至 2025-07-14，共 11 格，合计 72，最高 21（2025-07-10），"
                    + "超限 1 处，预测 3 格。</desc>"
            )
        )
        #expect(svg.contains("role=\"img\""))
        #expect(svg.contains("<title>2025-07-10：实际 21，预期 5.0，95%区间 1.0–10.0，超限</title>"))
    }

    @Test func `many bins become a line`() {
        let points = (0..<1_000).map { PlotPoint(day: $0, count: 5) }
        let svg = CountPlot(title: "", points: points).svg()
        #expect(svg.components(separatedBy: "<rect").count < 5)
        #expect(svg.contains("<polyline"))
    }

    @Test func `a sparkline marks alarms and the last count`() {
        let points = [3, 9, 6].enumerated().map {
            PlotPoint(day: $0, count: $1, isAlarm: $1 == 9)
        }
        let svg = Sparkline(title: "停水", points: points, width: 106, height: 24).svg()
        #expect(svg.contains("<polyline points=\"3,15 53,3 103,9\""))
        #expect(svg.contains("<circle cx=\"53\" cy=\"3\" r=\"2.6\" fill=\"#D55E00\"/>"))
        #expect(svg.contains("<circle cx=\"103\" cy=\"9\" r=\"1.8\" fill=\"#0072B2\"/>"))
    }
}
