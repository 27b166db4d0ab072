import Foundation
import Testing

@testable import Tingfeng

@Suite struct WorkbookFileTests {
    private func write(_ table: OutputTable) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try WorkbookFile([.init(name: "Sheet1", table: table)]).write(to: path, created: 0)
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }

    private let table = OutputTable(
        columns: [OutputColumn("name", zh: "名称"), OutputColumn("n", zh: "数")],
        rows: [[.string("=1+1"), .int(7)], [.string("桂花苑"), .null]]
    )

    @Test func `equal tables give equal bytes`() throws {
        let first = try write(table)
        #expect(first.starts(with: Array("PK".utf8)))
        #expect(try write(table) == first)
    }

    @Test func `a text beyond Excel's limit is shortened`() throws {
        let long = OutputTable(
            columns: [OutputColumn("text")],
            rows: [[.string(String(repeating: "长", count: 40_000))]]
        )
        #expect(try !write(long).isEmpty)
    }

    @Test func `a folder that is not there is an error`() {
        #expect(throws: WorkbookError.self) {
            try WorkbookFile([.init(name: "Sheet1", table: table)])
                .write(to: "/nowhere/at/all.xlsx", created: 0)
        }
    }
}
