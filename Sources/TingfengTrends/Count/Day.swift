/// A civil day (日期), counted from 1970-01-01 in local time; no zone, no clock.
///
/// Conversions follow H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct Day: Hashable, Strideable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let number: Int

    /// Makes a day from its distance to 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// Makes a day of the proleptic Gregorian calendar, or nil when there is no such date.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (0...9999).contains(year), day >= 1,
            day <= Day.length(ofMonth: month, in: year)
        else { return nil }
        self.init(number: Day.daysFromCivil(year: year, month: month, day: day))
    }

    /// Earlier days come first.
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// Days from this one to another.
    public func distance(to other: Day) -> Int { other.number - number }

    /// The day that lies `days` later (earlier when negative).
    public func advanced(by days: Int) -> Day { Day(number: number + days) }

    /// Day of the week, Monday = 0 … Sunday = 6.
    public var weekday: Int {
        let shifted = (number + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    /// Year, month and day of the Gregorian calendar.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Place in the tropical year as a share 0 ..< 1, the same for the same date of every year
    /// up to a day.
    public var yearPhase: Double {
        let phase = (Double(number) / 365.2425)
        return phase - phase.rounded(.down)
    }

    private static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}

extension Day: CustomStringConvertible {
    /// The date as `2024-02-29`.
    public var description: String {
        let (year, month, day) = civil
        return Day.padded(year, to: 4) + "-" + Day.padded(month, to: 2) + "-"
            + Day.padded(day, to: 2)
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
