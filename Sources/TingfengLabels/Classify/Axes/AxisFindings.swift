/// What a message says besides its category: kind, urgency, aspects of conduct (诉求类型、紧急程度、
/// 作风方面).
public struct AxisFindings: Sendable, Equatable {
    /// A name and the place in the text that speaks for it.
    public struct Evidence: Sendable, Equatable {
        /// A reason of urgency such as 生命安全, or a conduct such as 乱收费.
        public var name: String
        /// Bytes of stored title + "\n" + body.
        public var range: Range<Int>

        /// An evidence of its parts.
        public init(name: String, range: Range<Int>) {
            self.name = name
            self.range = range
        }
    }

    /// One of the eight aspects of conduct that the message criticises.
    public struct Aspect: Sendable, Equatable {
        /// 服务态度, 依法行政, 业务素质, 政策执行, 工作流程, 办事效率, 收费情况 or 廉洁自律.
        public var name: String
        /// Calibrated probability.
        public var probability: Double
        /// Where the text says so, in bytes of stored title + "\n" + body; empty unless asked for.
        public var quotes: [Range<Int>]

        /// An aspect of its parts.
        public init(name: String, probability: Double, quotes: [Range<Int>] = []) {
            self.name = name
            self.probability = probability
            self.quotes = quotes
        }
    }

    /// Urgency of messages that can wait their turn.
    public static let ordinary = "一般"

    /// What is wanted: 咨询, 求助, 投诉, 举报, 建议, 感谢.
    public var kind: String
    /// Calibrated probability of the kind.
    public var kindProbability: Double
    /// 特急, 紧急 or 一般.
    public var urgency: String
    /// Probability that the message is 紧急 or 特急: the order of review.
    public var urgencyScore: Double
    /// What makes it urgent; empty unless asked for.
    public var urgencyReasons: [Evidence]
    /// The criticised aspects, in the order of their names above.
    public var aspects: [Aspect]
    /// Phrases for conduct of the kind called 三乱; empty unless asked for.
    public var conduct: [Evidence]

    /// Findings of their parts.
    public init(
        kind: String,
        kindProbability: Double,
        urgency: String,
        urgencyScore: Double,
        urgencyReasons: [Evidence] = [],
        aspects: [Aspect] = [],
        conduct: [Evidence] = []
    ) {
        self.kind = kind
        self.kindProbability = kindProbability
        self.urgency = urgency
        self.urgencyScore = urgencyScore
        self.urgencyReasons = urgencyReasons
        self.aspects = aspects
        self.conduct = conduct
    }
}
