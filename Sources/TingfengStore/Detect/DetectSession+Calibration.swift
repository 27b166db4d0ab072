import Tingfeng
import TingfengTrends

// How thresholds are set by the past (阈值校准).
extension DetectSession {
    /// Once a month, or when the budget is another, thresholds are set by the days before.
    ///
    /// What people found to be true or expected is no false alarm.
    mutating func calibrate(before first: Day, _ today: Day, _ asOf: Int64) throws {
        let detector = run.detectorName
        if let calibration, calibration.holds(run.budget, detector, on: today) { return }
        guard let start = series.start else { return }
        let quietStart = start.advanced(by: Calibration.warmUp(series.main))
        let begin = max(quietStart, first.advanced(by: -run.budget.calibrationDays))
        let days = begin..<max(first, begin)
        let known = days.clamped(to: knownDays(start, before: first))
        var fresh = Calibration(
            day: today,
            days: days.count,
            budget: run.budget,
            detector: detector
        )
        fresh.matters = matterCurve(days, touchedDaily(start...today), asOf)
        fresh.series = try seriesCurve(known, today, fresh.matterLimits(run.budget), asOf)
        calibration = fresh
    }

    /// Days whose judgement tells of those to come: the first weeks, which the detector had hardly
    /// learned when it judged them, are left out as soon as there are enough others.
    private func knownDays(_ start: Day, before first: Day) -> Range<Day> {
        let settled = start.advanced(by: Calibration.settlingDays)
        let begin = min(settled, first.advanced(by: -SeriesMemory.shortPast))
        return begin..<max(first, begin)
    }

    private func quietDays(_ name: Alarm.Name) -> Int {
        max(run.leastQuietDays, IncidentBook.quietDays(name, window: series.window))
    }

    /// Matters a day with a call: those that could raise an alarm.
    private func touchedDaily(_ days: ClosedRange<Day>) -> Double {
        Double(matters.touched(in: days.lowerBound.number...days.upperBound.number))
            / Double(days.count)
    }

    private func matterCurve(
        _ days: Range<Day>,
        _ tests: Double,
        _ asOf: Int64
    ) -> FalseAlarmCurve {
        let bursts = days.map { day in
            matters.findings(on: day.number).filter { finding in
                let key = keys[finding.matter] ?? ""
                return !verdicts.excuse(.matterRise, SeriesDimensions(matter: key), day, asOf)
            }
        }
        let tooMany = Calibration.most(run.budget, days: days.count)
        return FalseAlarmCurve(
            tests: tests,
            priorRatio: Calibration.matterRatio,
            days: days.count
        ) { place in
            let limit = FalseAlarmCurve.thresholds[place]
            var openings = EpisodeCount<Int64>(quietDays: quietDays(.matterRise))
            for (day, bursts) in zip(days, bursts) {
                for finding in bursts where finding.burst.p <= limit {
                    openings.add(finding.matter, on: day)
                }
            }
            return openings.count > tooMany ? nil : openings.count
        }
    }

    /// How often count series speak by chance: as they did in a long past, or as they would if a
    /// short one went on.
    private func seriesCurve(
        _ days: Range<Day>,
        _ today: Day,
        _ matterLimits: AlarmLimits,
        _ asOf: Int64
    ) throws -> FalseAlarmCurve {
        let futures = try futures(after: days, before: today)
        guard futures.isEmpty else {
            return seriesCurve(futures, days: futures.reduce(0) { $0 + $1.days.count })
        }
        let all = series.findings(in: days)
        let everything = AlarmLimits([.warning: SeriesMemory.largestP])
        let candidates = days.map { day in
            alarms(from: all[day] ?? [], limits: everything).filter {
                !verdicts.excuse($0.name, $0.dimensions, day, asOf)
            }
        }
        let speaking = days.map {
            matterAlarms(on: $0, limits: matterLimits, isProvisional: false)
        }
        let past = Course(days: days, candidates: candidates, speaking: speaking, excess: excess)
        return seriesCurve([past], days: days.count)
    }

    private func seriesCurve(_ courses: [Course], days: Int) -> FalseAlarmCurve {
        let tooMany = Calibration.most(run.budget, days: days)
        let quiet = quietDays(.rise)
        return FalseAlarmCurve(tests: series.testsDaily, days: days) { place in
            var openings = 0
            for course in courses {
                let limit = FalseAlarmCurve.thresholds[place]
                let most = tooMany - openings
                guard let more = course.openings(limit: limit, quietDays: quiet, most: most)
                else { return nil }
                openings += more
            }
            return openings
        }
    }

    /// What could come after a short past, by weeks of that past.
    private func futures(after days: Range<Day>, before end: Day) throws -> [Course] {
        guard days.count < SeriesMemory.shortPast else { return [] }
        let everything = AlarmLimits([.warning: SeriesMemory.largestP])
        var futures: [Course] = []
        for turn in 0..<SeriesMemory.turns {
            guard let (memory, coming) = try series.dealt(before: end, run.calendar, turn: turn)
            else { break }
            let found = memory.findings(in: coming)
            futures.append(
                Course(
                    days: coming,
                    candidates: coming.map { alarms(from: found[$0] ?? [], limits: everything) },
                    speaking: coming.map { _ in [] },
                    excess: memory.excess
                )
            )
        }
        return futures
    }
}

/// Some days with the alarms that they could raise.
private struct Course {
    var days: Range<Day>
    /// Alarms of count series by day.
    var candidates: [[Alarm]]
    /// Alarms of matters by day, which speak first.
    var speaking: [[Alarm]]
    var excess: (SeriesDimensions, Alarm) -> Double

    /// How many incidents of count series there would be at a limit of p; `nil` for too many.
    func openings(limit: Double, quietDays: Int, most: Int) -> Int? {
        var openings = EpisodeCount<Alarm.Series>(quietDays: quietDays)
        for (index, day) in days.enumerated() {
            let alarms = candidates[index].filter { $0.p <= limit } + speaking[index]
            let grouped = AlarmGrouping.group(
                alarms,
                isOpen: { openings.goesOn(Alarm.Series($0), on: day) },
                excess: excess
            )
            for alarm in grouped where alarm.name != .matterRise {
                openings.add(Alarm.Series(alarm), on: day)
            }
            if openings.count > most { return nil }
        }
        return openings.count
    }
}
