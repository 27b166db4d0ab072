/// Puts messages about one thing in one place together (诉求事项归并), one by one as they arrive.
///
/// A message joins the matter whose profile it resembles most, above a threshold that falls as the
/// matter grows and its profile becomes sure; time since the matter was last heard of and another
/// place in the title count against it. Otherwise it founds a matter. Candidates come from an
/// inverted index over the most telling terms, so the cost does not grow with the number of
/// matters that share nothing with the message.
///
///     var matcher = MatterMatcher()
///     let answer = matcher.assign(features, id: "12345:7", at: time)
///     print(answer.matter, answer.similarity)
public struct MatterMatcher: Sendable {
    /// Thresholds; the defaults were chosen on the development sets.
    public struct Options: Sendable, Equatable {
        /// Similarity that a large matter asks for.
        public var threshold = 0.16
        /// What a matter of one message asks for in addition; falls with the root of the size.
        public var smallMatterMargin = 0.13
        /// Least mean similarity to the members: keeps a matter from drifting into a topic.
        public var meanFloor = 0.12
        /// Taken off for a year of silence, less for less.
        public var yearPenalty = 0.1
        /// Taken off when every member names another place.
        public var placePenalty = 0.5

        /// The default options.
        public init() {}
    }

    /// Where a message went.
    public struct Assignment: Sendable, Equatable {
        /// Id of the matter's founding message.
        public var matter: String
        /// Cosine to the matter's profile before this message joined; 1 for the founder.
        public var similarity: Double
        /// Whether the message founded the matter.
        public var isNew: Bool
    }

    /// The options in force.
    public let options: Options
    private var ids: [String] = []
    private var numbers: [String: Int] = [:]
    private var profiles: [MatterProfile] = []
    private var index = MatterIndex()

    /// An empty matcher.
    public init(options: Options = Options()) {
        self.options = options
    }

    /// Number of matters.
    public var count: Int { ids.count }

    /// Finds the matter of a message and lets the matter learn from it.
    ///
    /// Call in the order (arrived_at, created_at, id); `time` is in seconds and used for silence
    /// only. The answer is final.
    public mutating func assign(
        _ features: MatterFeatures,
        id: String,
        at time: Int64
    ) -> Assignment {
        if let best = bestMatter(for: features, at: time) {
            learn(features, at: time, matter: best.number)
            return Assignment(matter: ids[best.number], similarity: best.similarity, isNew: false)
        }
        learn(features, at: time, matter: number(of: id))
        return Assignment(matter: id, similarity: 1, isNew: true)
    }

    /// Adds a message to a matter that was chosen before or by a person, founding it if need be.
    public mutating func add(_ features: MatterFeatures, to matter: String, at time: Int64) {
        learn(features, at: time, matter: number(of: matter))
    }

    /// Returns what a matter has learned, to be stored with it; `nil` if there is no such matter.
    public func profile(of matter: String) -> [UInt8]? {
        numbers[matter].map { profiles[$0].encoded }
    }

    /// Brings a stored matter back; returns false if the bytes are no profile.
    ///
    /// A matcher restored from all profiles in founding order answers like the one that wrote them.
    public mutating func restore(_ matter: String, profile bytes: [UInt8]) -> Bool {
        guard let profile = MatterProfile(encoded: bytes) else { return false }
        let number = number(of: matter)
        profiles[number] = profile
        index.insert(profile.terms, matter: number)
        return true
    }

    private mutating func number(of matter: String) -> Int {
        if let number = numbers[matter] { return number }
        ids.append(matter)
        profiles.append(MatterProfile())
        numbers[matter] = ids.count - 1
        return ids.count - 1
    }

    private mutating func learn(_ features: MatterFeatures, at time: Int64, matter: Int) {
        index.insert(profiles[matter].add(features, at: time), matter: matter)
    }

    private mutating func bestMatter(
        for features: MatterFeatures,
        at time: Int64
    ) -> (number: Int, similarity: Double)? {
        let length = features.length
        var best: (number: Int, similarity: Double)?
        var bestMargin = 0.0
        for number in index.candidates(for: features, matterCount: ids.count) {
            let similarity = profiles[number].cosine(with: features, length: length)
            // What a matter needs is never less than the threshold: most candidates end here.
            guard similarity - options.threshold > bestMargin else { continue }
            let profile = profiles[number]
            let margin = similarity - required(profile, features, at: time)
            let mean = similarity * profile.coherence
            if margin > bestMargin, mean >= options.meanFloor {
                bestMargin = margin
                best = (number, similarity)
            }
        }
        return best
    }

    /// Returns the similarity that a message needs to join a matter.
    private func required(
        _ profile: MatterProfile,
        _ features: MatterFeatures,
        at time: Int64
    ) -> Double {
        let year = 365.0 * 86_400
        let silence = min(1, max(0, Double(time - profile.lastSeen) / year))
        return options.threshold
            + options.smallMatterMargin / Double(profile.messageCount).squareRoot()
            + options.yearPenalty * silence
            + options.placePenalty * profile.placeConflict(with: features)
    }
}
