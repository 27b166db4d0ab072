import TingfengTrends

/// Dates and times as text in the proleptic Gregorian calendar (日期格式).
enum DateText {
    /// Year, month and day of a day number.
    struct Civil: Equatable {
        var year: Int
        var month: Int
        var day: Int
    }

    /// Returns `yyyy-MM-dd` of days since 1970-01-01.
    static func day(_ day: Int) -> String {
        let civil = civil(day)
        return "\(padded(civil.year, 4))-\(padded(civil.month))-\(padded(civil.day))"
    }

    /// Returns local `yyyy-MM-dd HH:mm`.
    static func minute(_ seconds: Int64, offset: Int) -> String {
        let (day, second) = local(seconds, offset)
        return "\(Self.day(day)) \(padded(second / 3600)):\(padded(second / 60 % 60))"
    }

    /// Returns local time with its offset, `2025-07-14T09:00:00+08:00`, or `Z` at offset 0.
    static func rfc3339(_ seconds: Int64, offset: Int) -> String {
        let (day, second) = local(seconds, offset)
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0) }
        let minutes = offset.magnitude / 60
        let zone = "\(padded(Int(minutes / 60))):\(padded(Int(minutes % 60)))"
        let suffix = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + zone
        return Self.day(day) + "T" + clock.joined(separator: ":") + suffix
    }

    /// Returns the date of days since 1970-01-01.
    ///
    /// Days beyond all 64-bit times stop at the last one that a time reaches.
    static func civil(_ day: Int) -> Civil {
        let civil = Day(number: min(max(day, -106_751_991_167_301), 106_751_991_167_300)).civil
        return Civil(year: civil.year, month: civil.month, day: civil.day)
    }

    /// Returns day number and second of the day; times beyond 64 bits stop at the last one.
    private static func local(_ seconds: Int64, _ offset: Int) -> (day: Int, second: Int) {
        let (sum, isOverflow) = Int(seconds).addingReportingOverflow(offset)
        let local = isOverflow ? Int(seconds) : sum
        let second = local % 86_400
        return (floorDivided(local, 86_400), second < 0 ? second + 86_400 : second)
    }

    static func floorDivided(_ number: Int, _ divisor: Int) -> Int {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }

    static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}
