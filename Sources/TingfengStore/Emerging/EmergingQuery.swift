import GRDB
public import Tingfeng
public import TingfengTrends

/// What emerges as of a moment: words and pairs of words that more callers use than before, in
/// messages that are like each other (see ``EmergingDetector``).
///
/// Computed from the stored terms of a bounded window, so it needs no state of its own: any moment
/// can be asked about, and an answer of the past stays what it was.
public struct EmergingQuery: Sendable {
    /// Settings of the detector.
    public var parameters = EmergingParameters()
    /// Lines returned at most.
    public var limit = 20

    /// Asks for the 20 strongest lines of the last 30 days.
    public init() {}

    /// Looks no further back than `window` seconds for the messages of one line.
    public mutating func setLongestWindow(_ window: Int64) {
        parameters.windows = parameters.windows.filter { $0 < window } + [window]
    }

    /// Returns the lines, strongest first.
    func run(_ db: Database, _ reading: TextReading, asOf: Int64) throws -> [EmergingLine] {
        try topics(db, asOf: asOf).prefix(limit).enumerated().map { place, topic in
            try EmergingEvidence(topic, reading, asOf: asOf).line(db, rank: place + 1)
        }
    }

    private func topics(_ db: Database, asOf: Int64) throws -> [EmergingTopic] {
        var recent = RecentTerms(asOf: asOf, parameters: parameters)
        let window = try affordableWindow(db, asOf: asOf)
        try MessageTerms.forEach(db, after: asOf - window, through: asOf, asOf: asOf) {
            recent.add($0)
        }
        var background = TermBackground(TermIndex(recent))
        let range = background.range
        let messages = try MessageTerms.count(
            db,
            after: range.after,
            through: range.through,
            asOf: asOf
        )
        try MessageTerms.forEach(
            db,
            after: range.after,
            through: range.through,
            step: messages / parameters.mostBackground + 1,
            asOf: asOf
        ) { background.add($0) }
        return EmergingDetector().topics(background)
    }

    /// The longest window whose messages are few enough to be looked at.
    private func affordableWindow(_ db: Database, asOf: Int64) throws -> Int64 {
        let affordable = try parameters.windows.last { window in
            let messages = try MessageTerms.count(
                db,
                after: asOf - window,
                through: asOf,
                asOf: asOf
            )
            return messages <= parameters.mostRecent
        }
        return affordable ?? parameters.windows.first ?? 0
    }
}

extension Store {
    /// Returns what emerges as of a moment, strongest first.
    public func emerging(
        _ query: EmergingQuery,
        _ reading: TextReading,
        asOf: AsOf
    ) throws -> [EmergingLine] {
        try read { db in try query.run(db, reading, asOf: asOf.time) }
    }

    /// Returns what was new at the end of each day.
    ///
    /// New are lines most of whose messages no line of the seven days before had. Days are numbers
    /// since 1970, local time.
    ///
    /// Each day is asked as of its end, or of `asOf` where that comes first.
    public func emerging(
        _ query: EmergingQuery,
        _ reading: TextReading,
        days: ClosedRange<Int>,
        time: LocalTime,
        asOf: AsOf
    ) throws -> [EmergingLine] {
        var history = EmergingHistory()
        return try days.flatMap { day -> [EmergingLine] in
            let end = min(time.startOfDay(number: day + 1) - 1, asOf.time)
            let lines = try read { db in try query.run(db, reading, asOf: end) }
            return history.news(lines, day: day)
        }
    }
}

/// Knows which lines were there before.
private struct EmergingHistory {
    private var seen: [(day: Int, members: Set<Int64>)] = []

    private static let memory = 7

    mutating func news(_ lines: [EmergingLine], day: Int) -> [EmergingLine] {
        seen.removeAll { day - $0.day > Self.memory }
        let before = seen
        seen += lines.map { (day, $0.members) }
        return lines.filter { line in
            !before.contains {
                line.members.intersection($0.members).count * 2 > line.members.count
            }
        }
    }
}
