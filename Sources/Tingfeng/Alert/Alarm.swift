public import TingfengTrends

/// What a series counts: a category and a region, either of which may be everything, a matter, or
/// what a rule asks for.
///
/// The written form is the SERIES of the command line, `category=供水/停水,region=A市/A3区` or
/// `matter=12345:W01`.
public struct SeriesDimensions: Hashable, Sendable {
    /// Category path, root first, or `nil` for all.
    public var category: String?
    /// Region path, root first, or `nil` for all.
    public var region: String?
    /// Id of a matter (诉求事项), or `nil` for all.
    public var matter: String?

    /// Name of a watch rule (监测规则), or `nil` for none.
    public var rule: String?

    /// Makes the dimensions of a series; without arguments, of the whole stream.
    public init(
        category: String? = nil,
        region: String? = nil,
        matter: String? = nil,
        rule: String? = nil
    ) {
        self.category = category
        self.region = region
        self.matter = matter
        self.rule = rule
    }

    /// `category=…,region=…`, `matter=…`, `rule=…`, or `all`.
    public var name: String {
        let parts = [
            category.map { "category=\($0)" }, region.map { "region=\($0)" },
            matter.map { "matter=\($0)" }, rule.map { "rule=\($0)" },
        ]
        let named = parts.compactMap { $0 }
        return named.isEmpty ? "all" : named.joined(separator: ",")
    }

    /// The series of the messages that both count, or `nil` if there are none; what a rule counts is
    /// known to no other series.
    public func intersection(_ other: SeriesDimensions) -> SeriesDimensions? {
        guard let category = Self.deeper(category, other.category),
            let region = Self.deeper(region, other.region),
            matter == nil || other.matter == nil || matter == other.matter, rule == other.rule
        else { return nil }
        return SeriesDimensions(
            category: category,
            region: region,
            matter: matter ?? other.matter,
            rule: rule
        )
    }

    /// The longer of two paths of which one leads to the other; `nil` stands for everything.
    private static func deeper(_ path: String?, _ other: String?) -> String?? {
        guard let path else { return .some(other) }
        guard let other else { return .some(path) }
        if other == path || other.hasPrefix(path + "/") { return .some(other) }
        return path.hasPrefix(other + "/") ? .some(path) : nil
    }
}

/// A bin of one series that the detector finds unusual (异常点), judged against the budget.
public struct Alarm: Sendable, Equatable {
    /// What happened; the raw value is the `alertname`.
    public enum Name: String, Sendable {
        case rise = "count_rise"
        case drop = "count_drop"
        case matterRise = "matter_rise"
        case rule
    }

    /// Whether the count rose (突增) or fell (骤降), a matter found many callers (事项聚集), or what a rule
    /// asks for came often enough (规则).
    public var name: Name
    /// The series that the count belongs to.
    public var dimensions: SeriesDimensions
    /// Local day of the bin.
    public var day: Day
    /// Hour of the day that is counted, 0–23; `nil` for whole days.
    public var hour: Int?
    /// Days that are counted, `day` the last of them; 1 but for weeks, matters and rules.
    public var window: Int
    /// Messages counted, so far if the day is provisional; of a matter distinct callers, of a rule
    /// what it counts.
    public var observed: Int
    /// Messages of the day, also where one hour of it is counted, or of the week; of a matter or rule
    /// that alarms first, of the window.
    public var messages: Int
    /// What the past leads one to expect of `observed`, for the part of the day that is counted.
    public var expected: Double
    /// Largest count that would have been no alarm.
    public var upper: Double
    /// Evidence in the alarm's direction in normal units (2.33 is 1 %), earlier days weighed in.
    public var score: Double
    /// Chance of so high a score when nothing happens, 0…1.
    public var p: Double
    /// Benjamini–Hochberg over all series of the day.
    public var q: Double
    /// Place among the day's alarms, 1 = least likely by chance.
    public var rank: Int
    /// How rare the alarm is; as the peak of an incident, the incident's severity.
    public var severity: Severity
    /// The day has not ended yet.
    public var isProvisional: Bool
    /// The rule as it was when it fired; `nil` for what the detector finds.
    public var rule: Configuration.Rule?

    /// Makes an alarm of its parts; its rank is set when the day's alarms are compared.
    public init(
        name: Name,
        dimensions: SeriesDimensions,
        day: Day,
        hour: Int? = nil,
        window: Int = 1,
        observed: Int,
        messages: Int? = nil,
        expected: Double,
        upper: Double,
        score: Double,
        p: Double,
        q: Double,
        rank: Int = 0,
        severity: Severity = .warning,
        isProvisional: Bool = false,
        rule: Configuration.Rule? = nil
    ) {
        self.name = name
        self.dimensions = dimensions
        self.day = day
        self.hour = hour
        self.window = window
        self.observed = observed
        self.messages = messages ?? observed
        self.expected = expected
        self.upper = upper
        self.score = score
        self.p = p
        self.q = q
        self.rank = rank
        self.severity = severity
        self.isProvisional = isProvisional
        self.rule = rule
    }

    /// What the alarms of one incident have in common.
    public struct Series: Hashable, Sendable {
        private let name: Name
        private let dimensions: SeriesDimensions

        /// Takes an alarm's name and series.
        public init(_ alarm: Alarm) {
            name = alarm.name
            dimensions = alarm.dimensions
        }
    }

    /// How many more (or fewer) than expected.
    public var excess: Double { abs(Double(observed) - expected) }
}

/// How rare an alarm is within the false-alarm budget.
public enum Severity: String, Sendable, CaseIterable, Comparable, Encodable {
    case warning, alert, critical

    /// Orders severities: warning < alert < critical.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.order < right.order
    }

    private var order: Int {
        switch self {
        case .warning: 0
        case .alert: 1
        case .critical: 2
        }
    }
}
