import Foundation
import GRDB
import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct StoreTests {
    /// A closed database with a few messages.
    private func filled() async throws -> (folder: TemporaryFolder, path: String) {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 91)
        try await city.add(generator.rows(12, in: TestCity.start..<TestCity.start + 500))
        try close(city.store)
        return (city.folder, city.store.path)
    }

    private func close(_ store: Store) throws {
        try store.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try store.pool.close()
    }

    private func setVersion(_ version: Int, _ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in try db.execute(sql: "PRAGMA user_version = \(version)") }
        try queue.close()
    }

    @Test func `a newer schema is refused and the file stays as it is`() async throws {
        let (folder, path) = try await filled()
        try setVersion(Schema.version + 1, path)
        let before = try folder.contents()["city.db"]
        #expect(
            throws: StoreError.newerSchema(
                path: path,
                found: Schema.version + 1,
                known: Schema.version
            )
        ) { try Store(opening: path) }
        let after = try folder.contents()
        #expect(after["city.db"] == before)
        #expect(after["city.db-wal"]?.isEmpty ?? true)
        try setVersion(Schema.version, path)
        let store = try Store(opening: path)
        #expect(try store.examine().messages == 12)
        withExtendedLifetime(folder) {}
    }

    @Test func `a schema that was never released is refused`() async throws {
        let (folder, path) = try await filled()
        try setVersion(Schema.oldest - 1, path)
        #expect(throws: StoreError.olderSchema(path: path, found: Schema.oldest - 1)) {
            try Store(opening: path)
        }
        withExtendedLifetime(folder) {}
    }

    @Test func `opening an existing database keeps everything`() async throws {
        let (folder, path) = try await filled()
        let first = try LogicalDump(try Store(opening: path))
        #expect(try LogicalDump(try Store(opening: path)).differences(from: first) == [])
        withExtendedLifetime(folder) {}
    }

    @Test func `nothing is written over`() async throws {
        let (folder, path) = try await filled()
        let before = FileManager.default.contents(atPath: path)
        #expect(throws: StoreError.alreadyExists(path: path)) { try Store.create(at: path) }
        #expect(FileManager.default.contents(atPath: path) == before)
        withExtendedLifetime(folder) {}
    }

    @Test func `an absent file is not made`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none.db")
        #expect(throws: StoreError.notFound(path: path)) { try Store(opening: path) }
        #expect(try folder.contents().isEmpty)
    }

    @Test func `a database of somebody else is left alone`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("other.db")
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in try db.execute(sql: "CREATE TABLE notes(text)") }
        try queue.close()
        let before = FileManager.default.contents(atPath: path)
        #expect(throws: StoreError.notADatabase(path: path)) { try Store(opening: path) }
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test(arguments: ["", "工单编号,来电时间\n", String(repeating: "\u{0}\u{7F}x", count: 4_000)])
    func `a file that is no database is left alone`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("notes.db", text.utf8)
        #expect(throws: StoreError.notADatabase(path: path)) { try Store(opening: path) }
        #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
    }

    @Test func `a torn database is refused or found damaged, never taken for sound`() async throws {
        let (folder, path) = try await filled()
        var bytes = try #require(FileManager.default.contents(atPath: path))
        // Every page but the first is overwritten.
        bytes.replaceSubrange(4_096..., with: Data(repeating: 0xA5, count: bytes.count - 4_096))
        try bytes.write(to: URL(fileURLWithPath: path))
        do {
            #expect(!(try Store(opening: path).examine().isSound))
        } catch let error as StoreError {
            guard case .damaged = error else {
                Issue.record("\(error)")
                return
            }
        }
        withExtendedLifetime(folder) {}
    }

    @Test func `where nothing can be written the sentence says so`() throws {
        // The kernel's own folder takes files from nobody, root included.
        let path = "/proc/city.db"
        #expect {
            try Store.create(at: path)
        } throws: { error in
            guard case .unwritable(path, _) = error as? StoreError else { return false }
            return true
        }
    }

    @Test(.enabled("permissions do not bind root") { geteuid() != 0 })
    func `a read-only folder is refused with its path`() async throws {
        let (folder, path) = try await filled()
        chmod(folder.path, 0o500)
        chmod(path, 0o400)
        defer { chmod(folder.path, 0o700) }
        #expect {
            try Store(opening: path)
        } throws: { error in
            guard case .unwritable(path, _) = error as? StoreError else { return false }
            return true
        }
    }

    @Test func `a second ingest waits, then says who holds the database`() throws {
        let city = try TestCity()
        let lock = try IngestLock(besideDatabase: city.store.path)
        #expect(throws: StoreError.busy(path: city.store.path, holder: "另一个入库任务")) {
            _ = try IngestLock(besideDatabase: city.store.path, patience: 0.1)
        }
        withExtendedLifetime(lock) {}
    }

    @Test func `the lock is free again when its holder is gone`() throws {
        let city = try TestCity()
        do { _ = try IngestLock(besideDatabase: city.store.path) }
        _ = try IngestLock(besideDatabase: city.store.path, patience: 0)
    }
}
