import Testing
import TingfengTrends

@Suite struct SeriesTrackTests {
    @Test func `a track finds what a reading of the whole series finds`() {
        let detector = SeasonalDetector(parameters: .daily, calendar: .none)
        let first = Bin(day: Day(number: 19_000))
        let design = detector.design(from: first, count: 200)
        var track = SeriesTrack(detector, key: SeriesKey("x"), first: first)
        var counts: [Int32] = []
        var findings: [Detection] = []
        var judged = 0
        for day in 0..<200 {
            counts.append(Int32((day * 7_919 + day * day) % 11) + (day == 150 ? 30 : 0))
            // Every fifth day a late report changes a day up to 24 days back.
            if day % 5 == 0, day > 30 {
                let late = day - 1 - day % 24
                counts[late] += 3
                track.invalidate(from: late)
            }
            findings.removeSubrange(track.settledBins...)
            track.judge(
                counts,
                design: design,
                lastBinShare: 1,
                settle: counts.count,
                upperBelow: 1
            ) { _, finding in
                findings.append(finding)
                judged += 1
            }
        }
        let series = CountSeries(key: SeriesKey("x"), first: first, counts: counts)
        #expect(detector.detect([series])[0].detections == findings)
        // 200 new bins and 34 returns of 25 bins each, against 20,100 bins without memory.
        #expect(judged < 3_500)
    }
}
