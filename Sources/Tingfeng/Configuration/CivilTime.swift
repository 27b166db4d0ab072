/// A reading of a calendar and a clock, of no time zone.
public struct CivilTime: Sendable, Hashable, CustomStringConvertible {
    /// The day.
    public var date: CivilDate
    /// 0…23.
    public var hour: Int
    /// 0…59.
    public var minute: Int
    /// 0…59.
    public var second: Int

    /// Creates the reading, or `nil` if no clock shows it; leap seconds do not exist.
    public init?(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else {
            return nil
        }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Creates the reading that lies so many seconds after 1970-01-01 00:00:00 on the same clock.
    public init(clockSeconds: Int64) {
        let days = floorDivide(clockSeconds, 86_400)
        let rest = Int(clockSeconds - days * 86_400)
        date = CivilDate(dayNumber: Int(days))
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Seconds since 1970-01-01 00:00:00 on the same clock.
    public var clockSeconds: Int64 {
        Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// `2025-07-14 09:00:00`.
    public var description: String { "\(date) \(clock)" }

    /// `09:00:00`.
    var clock: String { padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2) }
}
