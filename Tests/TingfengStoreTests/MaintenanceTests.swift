import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct MaintenanceTests {
    private func city() async throws -> TestCity {
        let city = try TestCity()
        var generator = MessageGenerator(seed: 5)
        let rows = generator.rows(60, in: TestCity.start..<TestCity.start + TestCity.day)
        try await city.add(rows)
        return city
    }

    @Test func `an index made anew finds what the one before found`() async throws {
        let city = try await city()
        let before = try ["路灯", "水", "物业", "噪音"].map { try city.found($0).map(\.id) }
        #expect(before.contains { !$0.isEmpty })
        #expect(try city.store.reindex(city.reading) == 60)
        let after = try ["路灯", "水", "物业", "噪音"].map { try city.found($0).map(\.id) }
        #expect(after == before)
        #expect(try city.store.examine().isSound)
    }

    @Test func `a backup holds the same, and never overwrites`() async throws {
        let city = try await city()
        let copy = city.folder.file("copy.db")
        try city.store.backup(to: copy)
        let differences = try LogicalDump(Store(opening: copy)).differences(from: city.dump())
        #expect(differences == [])
        #expect(throws: StoreError.alreadyExists(path: copy)) { try city.store.backup(to: copy) }
    }

    @Test func `messages without ids are known by what they say`() async throws {
        let city = try TestCity()
        var reading = try TestCity.readerOptions()
        reading.identifiesByContent = true
        let cells = [["2024-01-02 8:00", "水表空转"], ["2024-01-02 9:00", "水表空转"]]
        let path = try city.folder.write(
            "in.csv",
            TestFile.csv(cells: cells, headers: ["created_at", "body"])
        )
        #expect(try await city.ingest.run(file: path, reading: reading).new == 2)
        #expect(try await city.ingest.run(file: path, reading: reading).same == 2)
    }
}
