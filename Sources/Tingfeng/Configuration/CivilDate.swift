import TingfengTrends

/// A day of the proleptic Gregorian calendar, of no time zone.
public struct CivilDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The year before 1 is 0.
    public var year: Int
    /// 1…12.
    public var month: Int
    /// 1…31.
    public var day: Int

    /// Creates the date, or `nil` if the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...Self.daysIn(month: month, ofYear: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Creates the date that lies `dayNumber` days after 1970-01-01.
    public init(dayNumber: Int) {
        (year, month, day) = Day(number: dayNumber).civil
    }

    /// Days after 1970-01-01.
    public var dayNumber: Int {
        Day(year: year, month: month, day: day)?.number ?? 0
    }

    /// `2025-07-14`.
    public var description: String { joined(by: "-") }

    /// `2025/07/14` for a slash, as in the hot list.
    public func joined(by separator: String) -> String {
        padded(year, 4) + separator + padded(month, 2) + separator + padded(day, 2)
    }

    /// Returns 28…31.
    public static func daysIn(month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Compares the days.
    public static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}

/// Divides towards minus infinity.
func floorDivide<Number: BinaryInteger>(_ a: Number, _ b: Number) -> Number {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
}

/// Writes a number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
