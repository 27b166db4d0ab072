/// Working hours of a day, written `09:00-17:00`.
public struct WorkdayHours: TextValue {
    /// Says how to write hours.
    public static let form = "时段，例如 \"09:00-17:00\""

    /// Minutes after midnight.
    public var start: Int
    /// Minutes after midnight, later than `start`, at most 1440.
    public var end: Int

    /// Reads two times of day; the second is the later, `24:00` ends a day.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Self.minutes(parts[0]),
            let end = Self.minutes(parts[1]), start < end
        else { return nil }
        self.start = start
        self.end = end
    }

    init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// The hours with leading zeros: `09:00-17:00`.
    public var description: String { Self.clock(start) + "-" + Self.clock(end) }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
            (0..<60).contains(minute), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minutes: Int) -> String {
        padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }
}
