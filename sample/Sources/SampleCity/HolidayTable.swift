/// What kind of day it is for a city that works Monday to Friday.
enum DayType {
    case workday, weekend, holiday, springFestival, makeUpWorkday, firstWorkday
}

/// The public holidays and make-up workdays of 2025 and 2026 as announced by the State Council.
struct HolidayTable {
    private static let holidays = days([
        "2025-01-01...2025-01-01", "2025-04-04...2025-04-06", "2025-05-01...2025-05-05",
        "2025-05-31...2025-06-02", "2025-10-01...2025-10-08", "2026-01-01...2026-01-03",
        "2026-04-04...2026-04-06", "2026-05-01...2026-05-05", "2026-06-19...2026-06-21",
        "2026-09-25...2026-09-27", "2026-10-01...2026-10-07",
    ])
    private static let springFestivals = days([
        "2025-01-28...2025-02-04", "2026-02-15...2026-02-23",
    ])
    private static let makeUpWorkdays = days([
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
        "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ])

    static let firstDay = CivilDate(year: 2025, month: 1, day: 1)
    static let lastDay = CivilDate(year: 2026, month: 12, day: 31)

    func type(of date: CivilDate) -> DayType {
        guard isWorkday(date) else { return restType(of: date) }
        if Self.makeUpWorkdays.contains(date.dayNumber) { return .makeUpWorkday }
        let yesterday = date.adding(days: -1)
        let afterRest = !isWorkday(yesterday) && restType(of: yesterday) != .weekend
        return afterRest ? .firstWorkday : .workday
    }

    func isWorkday(_ date: CivilDate) -> Bool {
        if Self.makeUpWorkdays.contains(date.dayNumber) { return true }
        return date.weekday < 5 && restType(of: date) == .weekend
    }

    /// Returns the moment `count` whole workdays later, at the same hour.
    func adding(workdays count: Int, to time: CivilTime) -> CivilTime {
        var date = time.date
        var left = count
        while left > 0 {
            date = date.adding(days: 1)
            if isWorkday(date) { left -= 1 }
        }
        return CivilTime(seconds: time.seconds + (date.dayNumber - time.dayNumber) * CivilTime.day)
    }

    /// `.weekend` for every day that no holiday claims.
    private func restType(of date: CivilDate) -> DayType {
        if Self.springFestivals.contains(date.dayNumber) { return .springFestival }
        return Self.holidays.contains(date.dayNumber) ? .holiday : .weekend
    }

    private static func days(_ ranges: [String]) -> Set<Int> {
        var numbers: Set<Int> = []
        for range in ranges {
            let ends = range.split(separator: ".").compactMap { CivilDate(String($0)) }
            guard let first = ends.first, let last = ends.last else { continue }
            numbers.formUnion(first.dayNumber...last.dayNumber)
        }
        return numbers
    }
}
