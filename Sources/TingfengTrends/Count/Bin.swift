/// The width of a bin (时间段宽度).
public enum BinUnit: String, Sendable, CaseIterable {
    case hour, day, week
}

/// One bin of a count series (时间段): an hour, a day or a week of local time.
public struct Bin: Hashable, Comparable, Sendable {
    /// Width of the bin.
    public let unit: BinUnit
    /// Hours since 1970-01-01T00 for hours; the number of the first day for days and weeks.
    public let start: Int

    /// Makes the hour `hour` (0–23) of a day.
    public init(hour: Int, of day: Day) {
        unit = .hour
        start = day.number * 24 + hour
    }

    /// Makes the bin of one day.
    public init(day: Day) {
        unit = .day
        start = day.number
    }

    /// Makes the bin of the seven days from `day` on.
    public init(weekFrom day: Day) {
        unit = .week
        start = day.number
    }

    /// Makes the bin at a place of its width, as `place` tells it.
    public init(_ unit: BinUnit, at place: Int) {
        self.init(unit: unit, start: unit == .week ? 7 * place - 3 : place)
    }

    private init(unit: BinUnit, start: Int) {
        self.unit = unit
        self.start = start
    }

    /// Earlier bins come first.
    public static func < (a: Bin, b: Bin) -> Bool { a.start < b.start }

    /// The bin `count` places later (earlier when negative).
    public func advanced(by count: Int) -> Bin {
        Bin(unit: unit, start: start + count * step)
    }

    /// How many bins of this width lie between this bin and `other`.
    public func distance(to other: Bin) -> Int { (other.start - start) / step }

    /// First day of the bin.
    public var day: Day {
        guard unit == .hour else { return Day(number: start) }
        return Day(number: (start >= 0 ? start : start - 23) / 24)
    }

    /// Hour of the day, 0 for days and weeks.
    public var hour: Int { unit == .hour ? start - day.number * 24 : 0 }

    /// Bins of this width since 1970; weeks begin on Mondays.
    public var place: Int {
        guard unit == .week else { return start }
        let shifted = start + 3
        return (shifted >= 0 ? shifted : shifted - 6) / 7
    }

    private var step: Int { unit == .week ? 7 : 1 }
}

extension Bin: CustomStringConvertible {
    /// The date of the first day, for hours with `T05`.
    public var description: String {
        guard unit == .hour else { return day.description }
        return day.description + (hour < 10 ? "T0" : "T") + String(hour)
    }
}
