/// A length of time (时长) in whole seconds, written `90s`, `15m`, `24h`, `7d`, `2w` or `5y`.
///
/// A year is the mean Gregorian year, 365.2425 days, so that `6y` never keeps less than six years.
public struct TimeSpan: TextValue, Comparable {
    /// Says how to write a length of time.
    public static let form = "时长，例如 15m、24h、7d、5y"
    /// Units from long to short, in seconds.
    private static let units: [(name: String, seconds: Int64)] = [
        ("y", 31_556_952), ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ]

    /// The length in seconds.
    public var seconds: Int64

    /// Creates a length from seconds.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads a whole number with its unit; the length is positive and at most a thousand years.
    public init?(_ text: String) {
        guard let (number, name) = splitQuantity(text), number == number.rounded(), number > 0,
            let unit = Self.units.first(where: { $0.name == name }),
            number * Double(unit.seconds) <= 1_000 * 31_556_952
        else { return nil }
        self.init(seconds: Int64(number) * unit.seconds)
    }

    /// The length in the longest unit that divides it, weeks aside: `90m`, `7d`.
    public var description: String {
        for unit in Self.units where unit.name != "w" && seconds % unit.seconds == 0 && seconds > 0
        {
            return "\(seconds / unit.seconds)\(unit.name)"
        }
        return "\(seconds)s"
    }

    /// Compares the lengths.
    public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.seconds < b.seconds }

    /// Returns `count` minutes.
    public static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 60) }
    /// Returns `count` hours.
    public static func hours(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 3_600) }
    /// Returns `count` times 24 hours.
    public static func days(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 86_400) }
    /// `count` mean Gregorian years.
    public static func years(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 31_556_952) }
}
