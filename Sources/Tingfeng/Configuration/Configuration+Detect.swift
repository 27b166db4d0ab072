extension Configuration {
    /// How rises are found and when an incident ends.
    public struct Detect: Sendable, Equatable, Encodable {
        /// Width of the time bins that detectors look at.
        public enum BinWidth: String, Sendable, CaseIterable, Encodable {
            case hour = "1h"
            case day = "1d"
            case week = "1w"

            /// Width in seconds; a local day or week can differ by an hour where clocks change.
            public var seconds: Int64 {
                switch self {
                case .hour: 3_600
                case .day: 86_400
                case .week: 604_800
                }
            }
        }

        /// The fields that series and groups may be cut by.
        public enum Dimension: String, Sendable, CaseIterable, Encodable {
            case category, category1, category2, category3, category4
            case region, region1, region2, region3, region4
            case source, kind, unit
        }

        /// Hours: series are judged by days, those with a message an hour or more by hours too.
        ///
        /// Days, or weeks from Monday to Sunday: all series by these alone.
        public var bin = BinWidth.hour
        /// How many false alarms the office accepts.
        public var budget = Budget()
        /// How the budget is shared among severities.
        public var severities = Severities()
        /// No alarm below this many messages in a bin.
        public var minCount = 5
        /// Alerts that agree in all of these are told in one notification.
        public var groupBy: [Dimension] = [.category2, .region1]
        /// First rule that fits wins.
        public var inhibit = [Inhibition.childRegions]
        /// Known seasons, which raise no alarm.
        public var expected: [ExpectedRise] = []
        /// An incident with no detection for this long is resolved, but not before the quiet days that
        /// one of its kind needs (`IncidentBook.quietDays`).
        public var resolveAfter = TimeSpan.hours(6)

        /// Creates the defaults.
        public init() {}

        enum Key: String, CaseIterable {
            case bin, budget, severities
            case minCount = "min_count"
            case groupBy = "group_by"
            case inhibit, expected
            case resolveAfter = "resolve_after"
        }

        init(_ value: YAMLValue) throws {
            let keys = try value.keys(Key.self)
            bin = try keys[.bin]?.choice() ?? bin
            budget = try keys[.budget].map(Budget.init) ?? budget
            severities = try keys[.severities].map(Severities.init) ?? severities
            minCount = try keys[.minCount]?.integer(in: 1...1_000_000) ?? minCount
            groupBy = try keys[.groupBy]?.list { try $0.choice() } ?? groupBy
            inhibit = try keys[.inhibit]?.list(of: Inhibition.init) ?? inhibit
            expected = try keys[.expected]?.list(of: ExpectedRise.init) ?? expected
            resolveAfter = try keys[.resolveAfter]?.parsed() ?? resolveAfter
        }
    }
}
