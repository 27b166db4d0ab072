/// The answer of the classifier for one message (分类结果).
public struct Classification: Sendable, Equatable {
    /// A full path of the taxonomy with its probability.
    public struct RankedPath: Sendable, Equatable {
        /// From level 1 down.
        public var path: [String]
        /// Calibrated probability of the whole path.
        public var probability: Double

        /// A ranked path of its parts.
        public init(path: [String], probability: Double) {
            self.path = path
            self.probability = probability
        }
    }

    /// A word that speaks for the chosen level-1 category.
    public struct Reason: Sendable, Equatable {
        /// The word as it stands in the normalised text.
        public var text: String
        /// Share of the log-odds of the chosen against the second level-1 category that comes from
        /// all occurrences of this word; the shares of all words and the bias add up to it.
        public var weight: Double
        /// Bytes of stored title + "\n" + body, one range per occurrence.
        public var ranges: [Range<Int>]

        /// A reason of its parts.
        public init(text: String, weight: Double, ranges: [Range<Int>]) {
            self.text = text
            self.weight = weight
            self.ranges = ranges
        }
    }

    /// One item of a numbered list in the body, classified by itself.
    public struct Part: Sendable, Equatable {
        /// Bytes of stored title + "\n" + body.
        public var range: Range<Int>
        /// The best path of the item.
        public var path: [String]
        /// Calibrated probability that its level 1 is right.
        public var probability: Double
        /// Whether that is too low to decide (待人工).
        public var abstained: Bool

        /// A part of its parts.
        public init(range: Range<Int>, path: [String], probability: Double, abstained: Bool) {
            self.range = range
            self.path = path
            self.probability = probability
            self.abstained = abstained
        }
    }

    /// The best path, chosen top-down so that its parts agree; set also when `abstained`.
    public var path: [String]
    /// For each level of `path` the calibrated probability that the path is right down to it.
    public var probabilities: [Double]
    /// Whether the probability of level 1 is too low to decide (待人工).
    public var abstained: Bool
    /// At least three full paths (if the taxonomy has so many), `path` first, the rest by falling
    /// probability.
    public var top: [RankedPath]
    /// The deciding words, strongest first; empty unless asked for.
    public var reasons: [Reason]
    /// The second level-1 category, which the reasons speak against; `nil` unless asked for.
    public var runnerUp: RankedPath?
    /// The items of a numbered list in the body; empty if it has none.
    public var parts: [Part] = []
    /// Kind, urgency and aspects; `nil` if the model knows categories only.
    public var axes: AxisFindings?

    /// A classification of its parts.
    public init(
        path: [String],
        probabilities: [Double],
        abstained: Bool,
        top: [RankedPath],
        reasons: [Reason],
        runnerUp: RankedPath? = nil,
        axes: AxisFindings? = nil
    ) {
        self.path = path
        self.probabilities = probabilities
        self.abstained = abstained
        self.top = top
        self.reasons = reasons
        self.runnerUp = runnerUp
        self.axes = axes
    }

    /// Calibrated probability that level 1 is right.
    public var probability: Double { probabilities.first ?? 0 }
}

extension Classification {
    /// What the parts are about besides the main matter: categories that differ from `path` at level
    /// 2 and are sure enough, in the order of the text, each once.
    public var otherMatters: [RankedPath] {
        var others: [RankedPath] = []
        for part in parts where !part.abstained && part.path.prefix(2) != path.prefix(2) {
            if let known = others.firstIndex(where: { $0.path.prefix(2) == part.path.prefix(2) }) {
                others[known].probability = max(others[known].probability, part.probability)
            } else {
                others.append(RankedPath(path: part.path, probability: part.probability))
            }
        }
        return others
    }
}
