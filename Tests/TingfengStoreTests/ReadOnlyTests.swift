import Foundation
import Testing
import Tingfeng

@testable import TingfengStore

@Suite(.serialized) struct ReadOnlyTests {
    @Test func `a database that cannot be written still answers, and refuses to be changed`()
        async throws
    {
        let city = try TestCity()
        try await city.add([TestRow(id: "a", createdAt: TestCity.start, body: "消防通道被堵")])
        let copy = city.folder.file("copy.db")
        try city.store.backup(to: copy)
        let store = try Store.openReadOnly(copy)
        let search = SearchQuery(try SearchSyntax(parsing: "消防"))
        #expect(try store.count(search, city.reading, asOf: AsOf(time: city.now)) == 1)
        #expect(throws: StoreError.self) { try store.refuse(file: "x.csv", at: 0) }
    }

    @Test func `a folder is no database`() throws {
        #expect(throws: StoreError.notADatabase(path: ".")) { try Store(opening: ".") }
    }
}
