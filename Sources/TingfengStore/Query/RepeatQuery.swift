import Foundation
import GRDB
public import Tingfeng

/// What was said again and again (重复诉求): groups of messages of one caller, place or matter.
///
/// National policy wants repeats merged (国办函〔2025〕66号); the list also shows what goes round
/// between units and what would make a topic of the month (每月一题).
public struct RepeatQuery: Sendable {
    /// What the messages of a group share.
    public enum Sameness: String, Sendable, CaseIterable {
        case caller, place, matter
    }

    /// What groups are ranked by.
    public enum Order: String, Sendable, CaseIterable {
        /// Most messages first.
        case messages
        /// Passed on between units most often first.
        case transfers
        /// Long, repeated and between many units first.
        case topic
    }

    /// What the messages of a group share.
    public var sameness = Sameness.matter
    /// Length of the window in seconds; it ends at the as-of.
    public var window: Int64 = 30 * 86_400
    /// Groups of fewer messages are left out.
    public var leastMessages = 3
    /// What groups are ranked by.
    public var order = Order.messages
    /// Groups returned at most.
    public var limit = 20

    /// Asks for matters with three messages or more in the last 30 days.
    public init() {}
}

/// One group of a ``RepeatQuery``.
public struct RepeatGroup: Sendable {
    /// Key of the matter, of the place, or hash of the caller.
    public let key: String
    /// Messages in the window.
    public internal(set) var messages = 0
    /// Distinct callers; a message without caller counts as one.
    public internal(set) var callers = 0
    /// Distinct matters.
    public internal(set) var matters = 0
    /// Units that had one of the messages, main or assisting, in any revision.
    public internal(set) var units: [String] = []
    /// How often a message went from one unit to another.
    public internal(set) var transfers = 0
    /// First and last message, in seconds since 1970.
    public internal(set) var first = Int64.max
    /// Newest message.
    public internal(set) var last = Int64.min
    /// What most messages call the place; for places, how it is mostly written.
    public internal(set) var place: String?
    /// Title of the newest message that is not confidential.
    public internal(set) var description = ""
    /// Ids of the messages, oldest first.
    public internal(set) var ids: [String] = []

    /// Days from the first to the last message, both counted.
    public var days: Int { Int((last - first) / 86_400) + 1 }

    /// log2(1 + days) · log2(1 + callers) · units: long-running, repeated, between many units.
    public var topic: Double {
        log2(Double(1 + days)) * log2(Double(1 + callers)) * Double(max(units.count, 1))
    }
}

extension Store {
    /// Returns the groups of repeated messages as of a moment.
    public func repeats(
        _ query: RepeatQuery,
        _ reading: TextReading,
        _ places: PlaceReading,
        asOf: AsOf
    ) throws -> [RepeatGroup] {
        try read { db in
            var gathering = RepeatGathering(query, StoredPlaces(reading, places), reading)
            try gathering.take(db, asOf: asOf.time)
            return gathering.groups(limit: query.limit)
        }
    }
}

/// Gathers the messages of a window into groups.
struct RepeatGathering: ~Copyable {
    private struct Collected {
        var group: RepeatGroup
        var callers: Set<String> = []
        var matters: Set<String> = []
        var votes = PlaceVotes()
        /// Messages with their moments.
        var messages: [(at: Int64, id: String)] = []

        /// Takes in the messages of another group, of which none stands in both.
        mutating func add(_ other: Collected) {
            if other.group.last > group.last { group.description = other.group.description }
            group.first = min(group.first, other.group.first)
            group.last = max(group.last, other.group.last)
            group.messages += other.group.messages
            group.transfers += other.group.transfers
            group.units += other.group.units.filter { !group.units.contains($0) }
            messages = (messages + other.messages).sorted { $0 < $1 }
            callers.formUnion(other.callers)
            matters.formUnion(other.matters)
            votes.add(other.votes)
        }
    }

    private let query: RepeatQuery
    private var places: StoredPlaces
    private let reading: TextReading
    private var collected: [String: Collected] = [:]

    init(_ query: RepeatQuery, _ places: consuming StoredPlaces, _ reading: TextReading) {
        self.query = query
        self.places = places
        self.reading = reading
    }

    mutating func take(_ db: Database, asOf: Int64) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT f.message, m.external_id, f.event_at, f.caller, t.key, m.title, m.body,
                    m.region, m.confidential
                FROM fact f JOIN matter t ON t.id = f.matter
                JOIN message m ON m.origin = f.message AND \(AsOf.knownMessage)
                WHERE event_at > :from AND event_at <= :asOf AND \(AsOf.knownFact)
                ORDER BY event_at, f.message
                """,
            arguments: ["from": asOf - query.window, "asOf": asOf]
        )
        while let row = try rows.next() { try take(row, db, asOf: asOf) }
    }

    private mutating func take(_ row: Row, _ db: Database, asOf: Int64) throws {
        let found = places.places(title: row[5], body: row[6], region: row[7])
        let key: String?
        switch query.sameness {
        case .caller: key = row[3]
        case .matter: key = row[4]
        case .place: key = found.first?.key
        }
        guard let key else { return }
        var entry = collected[key] ?? Collected(group: RepeatGroup(key: key))
        let message: Int64 = row[0]
        entry.group.messages += 1
        entry.messages.append((row[2], row[1]))
        entry.group.first = min(entry.group.first, row[2])
        entry.group.last = max(entry.group.last, row[2])
        entry.callers.insert(row[3] ?? "message \(message)")
        entry.matters.insert(row[4])
        entry.votes.add(found)
        if row[8] == false {
            entry.group.description = reading.title(row[5], orStartOf: row[6])
        }
        try addUnits(of: message, to: &entry.group, db, asOf: asOf)
        collected[key] = entry
    }

    /// Every revision names the unit that had the message then.
    private func addUnits(
        of message: Int64,
        to group: inout RepeatGroup,
        _ db: Database,
        asOf: Int64
    ) throws {
        let revisions = try Row.fetchAll(
            db,
            sql: """
                SELECT unit, co_units FROM message
                WHERE origin = ? AND arrived_at <= ? ORDER BY rev
                """,
            arguments: [message, asOf]
        )
        var last: String?
        for revision in revisions {
            let unit: String? = revision[0]
            if let unit, let last, unit != last { group.transfers += 1 }
            last = unit ?? last
            let assisting = (revision[1] as String?)?.split(separator: "、").map(String.init) ?? []
            for name in [unit].compactMap({ $0 }) + assisting where !group.units.contains(name) {
                group.units.append(name)
            }
        }
    }

    consuming func groups(limit: Int) -> [RepeatGroup] {
        if query.sameness == .place { mergeAliases() }
        let kept = collected.values.compactMap { entry -> RepeatGroup? in
            guard entry.group.messages >= query.leastMessages else { return nil }
            var group = entry.group
            group.callers = entry.callers.count
            group.matters = entry.matters.count
            group.place = entry.votes.name
            group.ids = entry.messages.map(\.id)
            return group
        }
        let sorted = kept.sorted { one, other in
            (rank(other), other.messages, one.key) < (rank(one), one.messages, other.key)
        }
        return Array(sorted.prefix(limit))
    }

    /// Two names of which one ends with the other are one place where a matter is called by both.
    ///
    /// Of 万科魅力之城 and 魅力之城 the shorter one stays.
    private mutating func mergeAliases() {
        for key in collected.keys.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
            guard let entry = collected[key] else { continue }
            let end = (1..<max(1, key.count - Self.shortestAlias + 1)).lazy
                .map { String(key.dropFirst($0)) }
                .first {
                    collected[$0].map { !entry.matters.isDisjoint(with: $0.matters) } ?? false
                }
            guard let end else { continue }
            collected[key] = nil
            collected[end]?.add(entry)
        }
    }

    /// Characters that a name has at least for a longer one to be its alias.
    private static let shortestAlias = 3

    private func rank(_ group: RepeatGroup) -> Double {
        switch query.order {
        case .messages: Double(group.messages)
        case .transfers: Double(group.transfers)
        case .topic: group.topic
        }
    }
}
