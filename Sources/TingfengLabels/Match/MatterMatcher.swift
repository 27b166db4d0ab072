/// Puts messages about one thing in one place together (诉求事项归并), one by one as they arrive.
///
/// A message is compared with messages that matters remember; a logistic regression over what the
/// two share says how likely they are of one matter. It joins the matter whose messages speak for
/// it most, above a threshold that rises as the matter grows, otherwise it founds one. Candidates
/// come from an inverted index over the most telling terms with bounded postings, so the cost does
/// not grow with the number of matters.
///
///     var matcher = MatterMatcher()
///     let answer = matcher.assign(features, id: "12345:7", at: time)
///     print(answer.matter, answer.similarity)
public struct MatterMatcher: Sendable {
    /// Thresholds; the defaults were chosen on the development sets.
    public struct Options: Sendable, Equatable {
        /// Log odds that a matter of one message asks for.
        public var smallThreshold = 0.6
        /// What a large matter asks for, more, for it would draw its topic in; between them it rises
        /// with the root of the size.
        public var largeThreshold = 0.9
        /// Weight of the likest remembered message against the mean over all of them: keeps a
        /// matter from drifting into a topic.
        public var bestShare = 0.7
        /// A remembered message that shares nothing speaks this much against.
        public var leastLogOdds = -6.0
        /// How much each piece of evidence weighs.
        public var weights = MatterWeights.shipped
        /// No single message speaks for a matter more than this.
        public var mostLogOdds = 5.0

        /// The default options.
        public init() {}
    }

    /// Where a message went.
    public struct Assignment: Sendable, Equatable {
        /// Id of the matter's founding message.
        public var matter: String
        /// Probability that the message and the likest remembered one are of one matter; 1 for the
        /// founder.
        public var similarity: Double
        /// Whether the message founded the matter.
        public var isNew: Bool
    }

    /// The options in force.
    public let options: Options
    private var ids: [String] = []
    private var numbers: [String: Int] = [:]
    private var profiles: [MatterProfile] = []
    /// Numbers in the index, by matter and slot.
    private var entries: [[Int32]] = []
    private var index = MatterIndex()
    private var lookup = MatterLookup()
    /// How many of the remembered messages each caller wrote.
    private var written: [UInt32: Int] = [:]

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
        let witness = MatterWitness(features, time: time)
        if let best = bestMatter(for: witness) {
            learn(witness, matter: best.number)
            let similarity = 1 / (1 + exponential(-best.logOdds))
            return Assignment(matter: ids[best.number], similarity: similarity, isNew: false)
        }
        learn(witness, matter: number(of: id))
        return Assignment(matter: id, similarity: 1, isNew: true)
    }

    /// Adds a message to a matter that was chosen before or by a person, founding it if need be.
    public mutating func add(_ features: MatterFeatures, to matter: String, at time: Int64) {
        learn(MatterWitness(features, time: time), matter: number(of: matter))
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
        for (slot, witness) in profile.witnesses.enumerated() {
            remember(witness, matter: number, slot: slot)
        }
        return true
    }

    /// Returns what a matter of so many messages would have learned from them in order of arrival;
    /// `features` is asked for those that it remembers.
    public static func profile(
        of count: Int,
        _ features: (Int) throws -> (MatterFeatures, time: Int64)
    ) rethrows -> [UInt8] {
        let witnesses = try MatterProfile.remembered(of: count).map { index in
            let (features, time) = try features(index)
            return MatterWitness(features, time: time)
        }
        return MatterProfile(witnesses, messageCount: count).encoded
    }

    private mutating func number(of matter: String) -> Int {
        if let number = numbers[matter] { return number }
        ids.append(matter)
        profiles.append(MatterProfile())
        entries.append([])
        numbers[matter] = ids.count - 1
        return ids.count - 1
    }

    private mutating func learn(_ witness: MatterWitness, matter: Int) {
        let (slot, forgotten) = profiles[matter].add(witness)
        if let forgotten {
            forgotten.withView { index.remove(entries[matter][slot], $0.terms) }
            if let caller = forgotten.caller { written[caller, default: 1] -= 1 }
        }
        remember(witness, matter: matter, slot: slot)
    }

    private mutating func remember(_ witness: MatterWitness, matter: Int, slot: Int) {
        if let caller = witness.caller { written[caller, default: 0] += 1 }
        let entry = MatterIndex.Entry(matter: Int32(matter), slot: Int32(slot))
        let number = witness.withView { index.insert($0.terms, as: entry) }
        if slot < entries[matter].count {
            entries[matter][slot] = number
        } else {
            entries[matter].append(number)
        }
    }

    /// What the remembered messages of one matter say about a message.
    private struct Hearing {
        var matter: Int
        var heard = 0
        var sum = 0.0
        var best = -Double.infinity
    }

    private mutating func bestMatter(
        for witness: MatterWitness
    ) -> (number: Int, logOdds: Double)? {
        var best: (number: Int, logOdds: Double)?
        var bestMargin = 0.0
        for hearing in hearings(of: witness) {
            let margin = support(hearing) - threshold(profiles[hearing.matter].messageCount)
            if margin > bestMargin {
                bestMargin = margin
                best = (hearing.matter, hearing.best)
            }
        }
        return best
    }

    private mutating func hearings(of witness: MatterWitness) -> [Hearing] {
        var hearings: [Hearing] = []
        let candidates = witness.withView { message in
            lookup.put(message.terms)
            return index.candidates(for: message.terms)
        }
        defer { witness.withView { lookup.clear($0.terms) } }
        // They lie anywhere in memory: waiting for one after the other took a third of the time.
        for entry in candidates { profiles[Int(entry.matter)].witnesses[Int(entry.slot)].fetch() }
        let written = witness.caller.flatMap { self.written[$0] } ?? 0
        for entry in candidates {
            let odds = Double(
                profiles[Int(entry.matter)].witnesses[Int(entry.slot)]
                    .evidence(with: witness, lookup, written: written)
                    .logOdds(options.weights)
            )
            let bounded = min(options.mostLogOdds, max(options.leastLogOdds, odds))
            let place = hearings.firstIndex { $0.matter == Int(entry.matter) } ?? hearings.count
            if place == hearings.count { hearings.append(Hearing(matter: Int(entry.matter))) }
            hearings[place].heard += 1
            hearings[place].sum += bounded
            hearings[place].best = max(hearings[place].best, bounded)
        }
        return hearings
    }

    /// Returns how much a matter's messages speak for a message, those that share nothing included.
    private func support(_ hearing: Hearing) -> Double {
        let count = profiles[hearing.matter].witnesses.count
        let silent = Double(count - hearing.heard) * options.leastLogOdds
        let mean = (hearing.sum + silent) / Double(count)
        return options.bestShare * hearing.best + (1 - options.bestShare) * mean
    }

    private func threshold(_ messageCount: Int) -> Double {
        options.largeThreshold
            + (options.smallThreshold - options.largeThreshold) / Double(messageCount).squareRoot()
    }
}
