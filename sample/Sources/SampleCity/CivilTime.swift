/// A local date and time without zones: seconds since 1970-01-01 00:00 on the city's clock.
struct CivilTime: Comparable {
    static let day = 86_400
    static let hour = 3_600

    var seconds: Int

    static func < (left: CivilTime, right: CivilTime) -> Bool { left.seconds < right.seconds }

    var dayNumber: Int { seconds / Self.day }
    var hourOfDay: Int { seconds % Self.day / Self.hour }
    var date: CivilDate { CivilDate(dayNumber: dayNumber) }

    func adding(_ seconds: Int) -> CivilTime { CivilTime(seconds: self.seconds + seconds) }
}

/// A day of the Gregorian calendar.
struct CivilDate: Comparable {
    /// Days since 1970-01-01.
    let dayNumber: Int

    static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

    init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// Hinnant, chrono-compatible low-level date algorithms: `days_from_civil`.
    init(year: Int, month: Int, day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        dayNumber =
            era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// Reads `yyyy-MM-dd`; nil for anything that is not a real day.
    init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, 1...12 ~= parts[1], 1...31 ~= parts[2] else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
        guard components == (parts[0], parts[1], parts[2]) else { return nil }
    }

    var components: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = z / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }

    /// 0 is Monday.
    var weekday: Int { (dayNumber + 3) % 7 }

    var iso: String {
        let (year, month, day) = components
        return "\(year)-\(padded(month))-\(padded(day))"
    }

    func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + days) }

    func at(hour: Int, minute: Int = 0, second: Int = 0) -> CivilTime {
        CivilTime(seconds: dayNumber * CivilTime.day + hour * CivilTime.hour + minute * 60 + second)
    }
}

/// Returns the number with at least `width` digits.
func padded(_ number: Int, width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
