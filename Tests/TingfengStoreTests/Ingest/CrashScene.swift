import Foundation
import GRDB
import Testing
import Tingfeng

@testable import TingfengStore

/// A database with a small batch, and a large file that a child process takes in.
struct CrashScene {
    let folder: TemporaryFolder
    let small = 150
    let large: Int
    var database: String { folder.file("city.db") }
    private let program: ChildProgram

    init(_ program: ChildProgram, isSorted: Bool) throws {
        self.program = program
        large = program.isDebug ? 2_500 : 20_000
        folder = try TemporaryFolder()
        var generator = MessageGenerator(seed: 101)
        let window = TestCity.start..<TestCity.start + 300 * TestCity.day
        let rows = generator.rows(small + large, in: window)
        let first = rows.prefix(small)
        let rest = rows.dropFirst(small)
        _ = try folder.write("small.csv", TestFile.csv(Array(first)))
        let sorted = isSorted ? rest.sorted { $0.createdAt < $1.createdAt } : Array(rest)
        _ = try folder.write("large.csv", TestFile.csv(sorted))
        try #require(program.run(["init", "--db", database]) == 0)
        try #require(program.run(["ingest", folder.file("small.csv"), "--db", database]) == 0)
        try FileManager.default.copyItem(atPath: database, toPath: folder.file("small.db"))
    }

    /// Begins to take the large file in.
    func startIngest() throws -> Process {
        try program.start(["ingest", folder.file("large.csv"), "--db", database])
    }

    /// Goes back to the small batch.
    func reset() throws {
        for name in ["city.db", "city.db-wal", "city.db-shm"] {
            try? FileManager.default.removeItem(atPath: folder.file(name))
        }
        try FileManager.default.copyItem(atPath: folder.file("small.db"), toPath: database)
    }

    /// How many messages a reader sees: by the ledger, by the facts, by the revisions.
    func visible() throws -> Set<Int> {
        try Store(opening: database).read { db in
            let end = Int64(1) << 40
            let hours = try CountLedger.hours(db, SeriesFilter(), in: 0..<end, asOf: end)
            let facts = try Int.fetchOne(db, sql: "SELECT count(*) FROM fact")
            let revisions = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM message m WHERE \(AsOf.knownMessage)",
                arguments: ["asOf": end]
            )
            return [hours.reduce(0) { $0 + $1.messages }, facts ?? -1, revisions ?? -1]
        }
    }

    /// What must be the same however often a process died; ids may differ.
    func contents() throws -> [String] {
        try Store(opening: database).read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT m.external_id || ' ' || m.content_hmac || ' ' || t.key || ' ' ||
                        s.similarity || ' ' || c.path || ' ' || f.known_at
                    FROM message m JOIN membership s ON s.message = m.id
                    JOIN matter t ON t.id = s.matter JOIN fact f ON f.message = m.id
                    JOIN category c ON c.id = f.category ORDER BY 1
                    """
            )
        }
    }
}
