/// A day of any year, written `11-15`.
public struct MonthDay: TextValue, Comparable {
    /// Says how to write a day of the year.
    public static let form = "月-日，例如 11-15"

    /// 1…12.
    public var month: Int
    /// 1…31.
    public var day: Int

    /// Reads `MM-dd`; 02-29 is a day, 02-30 is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count <= 2 && $0.allSatisfy(\.isASCII) }),
            let month = Int(parts[0]), let day = Int(parts[1]), (1...12).contains(month),
            (1...CivilDate.daysIn(month: month, ofYear: 2000)).contains(day)
        else { return nil }
        self.month = month
        self.day = day
    }

    /// Month and day with leading zeros: `03-15`.
    public var description: String { padded(month, 2) + "-" + padded(day, 2) }

    /// Compares the days within one year.
    public static func < (a: MonthDay, b: MonthDay) -> Bool { (a.month, a.day) < (b.month, b.day) }
}
