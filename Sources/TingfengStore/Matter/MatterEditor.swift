import Foundation
import GRDB
public import Tingfeng
import TingfengLabels

/// Carries out what people decide about matters: merge, split, undo.
///
/// Nothing is changed in place: each moved message gets a new row in the membership log and a new
/// fact, both known from the decision on, so questions about the past keep their answers. The
/// matcher learns the new memory of the matters concerned and never moves a message itself.
///
///     let editor = MatterEditor(store: store, analyzer: analyzer, clock: clock)
///     let decision = try editor.merge("12345:9", "12345:2", by: "李敏", because: "同一路灯")
public struct MatterEditor: Sendable {
    let store: Store
    let analyzer: MessageAnalyzer
    let clock: @Sendable () -> Int64

    /// Makes an editor; `clock` tells the time in seconds since 1970.
    public init(
        store: Store,
        analyzer: MessageAnalyzer,
        clock: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.analyzer = analyzer
        self.clock = clock
    }

    /// Makes two matters one.
    ///
    /// The older keeps its id, the younger's leads to it.
    @discardableResult
    public func merge(
        _ one: String,
        _ another: String,
        by actor: String,
        because reason: String
    ) throws -> MatterDecision {
        try decide { db, book in
            let first = try MatterReference.find(db, one)
            let second = try MatterReference.find(db, another)
            guard first.id != second.id else { throw MatterError.same(id: first.key) }
            let kept = first.id < second.id ? first : second
            let joined = first.id < second.id ? second : first
            let moves = try book.members(db, of: joined.id).map { MatterMove($0, to: kept.id) }
            return try book.record(
                db,
                .merge,
                kept.id,
                joined.id,
                moves,
                Author(actor, reason)
            )
        }
    }

    /// Takes messages out of a matter; they found one named after the earliest of them.
    @discardableResult
    public func split(
        _ matter: String,
        messages: [String],
        by actor: String,
        because reason: String
    ) throws -> MatterDecision {
        try decide { db, book in
            let whole = try MatterReference.find(db, matter)
            let members = try book.members(db, of: whole.id)
            let chosen = try Set(messages.map { try Self.member(named: $0, members, of: whole) })
            let moved = members.filter { chosen.contains($0.message) }
            guard let founder = moved.first else { throw MatterError.unknown(id: matter) }
            let part = try book.matter(db, foundedBy: founder, like: whole.id)
            let moves = moved.map { MatterMove($0, to: part) }
            return try book.record(db, .split, whole.id, part, moves, Author(actor, reason))
        }
    }

    /// Takes back the newest decision about a matter that is still in force.
    @discardableResult
    public func undo(
        _ matter: String,
        by actor: String,
        because reason: String
    ) throws -> MatterDecision {
        try decide { db, book in
            let found = try MatterReference.find(db, matter)
            guard let decision = try book.newestInForce(db, matter: found.id) else {
                throw MatterError.nothingToUndo(id: found.key)
            }
            return try book.takeBack(db, decision, Author(actor, reason))
        }
    }

    private func decide(
        _ body: (Database, MatterBook) throws -> Int64
    ) throws -> MatterDecision {
        let lock = try IngestLock(besideDatabase: store.path)
        defer { withExtendedLifetime(lock) {} }
        let now = clock()
        let memory = MatterMemory(analyzer: analyzer)
        return try store.write { db in
            let id = try body(db, MatterBook(now: now, memory: memory))
            return try MatterDecision.fetch(db, id: id)
        }
    }

    private static func member(
        named name: String,
        _ members: [MatterMember],
        of matter: MatterReference
    ) throws -> Int64 {
        guard let found = members.first(where: { $0.key == name || $0.externalID == name }) else {
            throw MatterError.notAMember(message: name, matter: matter.key)
        }
        guard found.message != matter.founder else { throw MatterError.founderStays(message: name) }
        return found.message
    }
}

/// Who decides, and why.
struct Author {
    let actor: String
    let reason: String

    init(_ actor: String, _ reason: String) {
        self.actor = actor
        self.reason = reason
    }
}
