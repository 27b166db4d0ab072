import Foundation
import GRDB

@testable import TingfengStore

/// Everything that a database holds, table by table, the log of batches aside.
struct LogicalDump: Equatable {
    private var tables: [String: [String]] = [:]

    /// Leaves out more than the log of batches.
    init(_ store: Store, without others: Set<String> = []) throws {
        let hidden = others.union(["batch", "sqlite_sequence", "sqlite_stat1", "message_text"])
        self = try store.read { db in
            let names = try String.fetchAll(
                db,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"
            )
            return try LogicalDump(db, of: names.filter { !hidden.contains($0) })
        }
    }

    /// Holds some tables only.
    init(_ db: Database, of names: [String]) throws {
        for name in names {
            tables[name] = try Row.fetchAll(db, sql: "SELECT * FROM \(name)")
                .map(Self.text).sorted()
        }
    }

    /// For each table that differs, its first row on either side that the other has not.
    func differences(from other: LogicalDump) -> [String] {
        Set(tables.keys).union(other.tables.keys).sorted().compactMap { name in
            let mine = tables[name] ?? []
            let its = other.tables[name] ?? []
            guard mine != its else { return nil }
            let extra = Set(mine).subtracting(its).sorted().first ?? "–"
            let missing = Set(its).subtracting(mine).sorted().first ?? "–"
            return "\(name): \(mine.count)/\(its.count) rows, \(extra) against \(missing)"
        }
    }

    private static func text(_ row: Row) -> String {
        row.databaseValues.map { value in
            switch value.storage {
            case .null: "NULL"
            case .int64(let number): "\(number)"
            case .double(let number): "\(number)"
            case .string(let text): "'\(text)'"
            case .blob(let data): "x\(data.base64EncodedString())"
            }
        }.joined(separator: "|")
    }
}
