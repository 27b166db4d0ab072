/// So many times per unit of time, written `60/min` or `5/day`.
public struct Rate: TextValue {
    /// Says how to write a rate.
    public static let form = "频率，例如 5/day、60/min、600/h"

    /// The unit after the slash; the raw value is what is printed.
    public enum Unit: String, Sendable, CaseIterable {
        case second = "s"
        case minute = "min"
        case hour = "h"
        case day = "day"
        case week = "week"

        /// Length of the unit in seconds.
        public var seconds: Int64 {
            switch self {
            case .second: 1
            case .minute: 60
            case .hour: 3_600
            case .day: 86_400
            case .week: 604_800
            }
        }
    }

    private static let aliases: [String: Unit] = [
        "second": .second, "m": .minute, "minute": .minute, "hour": .hour, "d": .day, "w": .week,
    ]

    /// How many times.
    public var count: Double
    /// In which time.
    public var unit: Unit

    /// Creates a rate.
    public init(_ count: Double, per unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Reads `count/unit`; the count is positive, `minute`, `hour`, `d` and the like are understood.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let (count, rest) = splitQuantity(parts[0]), rest.isEmpty,
            count > 0,
            let unit = Unit(rawValue: parts[1]) ?? Self.aliases[parts[1]]
        else { return nil }
        self.init(count, per: unit)
    }

    /// The mean number of times in 24 hours.
    public var perDay: Double { count * 86_400 / Double(unit.seconds) }

    /// The rate with the shortest name of its unit: `60/min`, `5/day`.
    public var description: String {
        let isWhole = count == count.rounded() && count < 1e15
        return (isWhole ? "\(Int64(count))" : "\(count)") + "/\(unit.rawValue)"
    }
}
