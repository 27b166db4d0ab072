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

    @Test(arguments: BinUnit.allCases)
    func `a stored state goes on as if it had never been away`(unit: BinUnit) throws {
        let parameters = TrendParameters.of(unit)
        let detector = SeasonalDetector(parameters: parameters, calendar: .none)
        let first = Bin(unit, at: 2_700)
        let design = detector.design(from: first, count: 400)
        let counts = (0..<400).map { place -> Int32 in
            let usual = (place * 7_919 + place * place) % 11
            return Int32(place == 390 ? usual + 30 : usual)
        }
        var findings: [Detection] = []
        var state: [UInt8]?
        for (from, to, mark) in [(0, 320, 300), (300, 380, 371), (371, 400, 400)] {
            var track = SeriesTrack(detector, key: SeriesKey("x"), first: first)
            if let state {
                let stored = SeriesTrack(
                    detector,
                    key: SeriesKey("x"),
                    first: first,
                    design: design,
                    state: state
                )
                track = try #require(stored)
            }
            #expect(track.settledBins == from)
            let skipped = max(from - SeriesTrack.bins(behind: parameters), 0)
            findings.removeSubrange(from...)
            track.judge(
                Array(counts[skipped..<to]),
                skipping: skipped,
                design: design,
                lastBinShare: 1,
                settle: to,
                mark: mark,
                upperBelow: 1
            ) { _, finding in findings.append(finding) }
            state = track.markedState
            #expect(state != nil)
        }
        let series = CountSeries(key: SeriesKey("x"), first: first, counts: counts)
        #expect(detector.detect([series])[0].detections == findings)
        let foreign = SeriesTrack(
            detector,
            key: SeriesKey("x"),
            first: first,
            design: design,
            state: [1]
        )
        #expect(foreign?.settledBins == nil)
    }

    @Test func `weeks have places from Monday to Sunday`() throws {
        let monday = try #require(Day(year: 2024, month: 1, day: 1))
        let week = Bin(weekFrom: monday)
        #expect(Bin(.week, at: week.place) == week)
        #expect(Bin(.week, at: week.place - 1) == Bin(weekFrom: monday.advanced(by: -7)))
        #expect(Bin(weekFrom: Day(number: -10)).place == -1)
    }
}
