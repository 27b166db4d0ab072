import Foundation
import Testing
import Tingfeng

@testable import TingfengStore

/// No byte of any file beside the database holds what identifies a person.
@Suite(.serialized) struct PrivacyOfStoreTests {
    /// Made-up numbers with right check digits, none of them a substring of another.
    private static let planted = [
        "13812340987", "15999887701", "0791-86665432", "11010519491231002X", "330106198502174333",
        "4111111111111111", "6222020200112230005", "赣A7K3M9", "粤BD12345", "lao.wang_88@example.cn",
        "wxid_meihua77", "2856034417",
    ]

    private static let headers = TestRow.headers + ["address", "reply", "联系电话", "备注"]

    private static func sentence(_ value: String) -> String {
        switch value.first {
        case "w": "加我微信号：\(value)，发照片"
        case "2" where value.count == 10: "QQ：\(value)，随时联系"
        case "赣", "粤": "车牌\(value)的货车整夜鸣笛"
        case "4", "6": "工资卡号是\(value)，至今没到账"
        default: "联系我\(value)，等回复"
        }
    }

    /// A row that carries a value in every text, changed by `edit` before it is written.
    private static func cells(_ index: Int, _ edit: (inout [String]) -> Void = { _ in }) -> [String]
    {
        let value = planted[index % planted.count]
        var row = TestRow(
            id: "P\(index)",
            createdAt: TestCity.start + Int64(index) * 60,
            body: sentence(value)
        )
        row.title = "反映：" + sentence(value)
        row.region = MessageGenerator.districts[index % 3]
        row.caller = planted[index % 2]
        let phone = planted[(index + 1) % 3]
        var cells =
            row.cells + ["梧桐里，" + sentence(value), "已" + sentence(value), phone, sentence(value)]
        edit(&cells)
        return cells
    }

    private static func expectNoTrace(in city: TestCity) throws {
        let files = try city.folder.contents()
        #expect(files.keys.contains("city.db"))
        #expect(files.keys.contains("city.db-wal"))
        for (name, bytes) in files {
            for value in planted + planted.map({ $0.lowercased() }) {
                #expect(bytes.range(of: Data(value.utf8)) == nil, "\(value) in \(name)")
            }
        }
    }

    @Test func `sound rows leave no trace of planted values`() async throws {
        let city = try TestCity()
        let cells = (0..<48).map { Self.cells($0) }
        let report = try await city.add(TestFile.csv(cells: cells, headers: Self.headers))
        #expect((report.new, report.rejected) == (48, 0))
        try Self.expectNoTrace(in: city)
        #expect(try city.int("SELECT count(*) FROM message WHERE masks IS NOT NULL") == 48)
    }

    @Test func `changed and refused rows leave no trace`() async throws {
        var city = try TestCity()
        let cells = (0..<24).map { Self.cells($0) }
        try await city.add(TestFile.csv(cells: cells, headers: Self.headers))
        let changed = (0..<24).map { index in Self.cells(index) { $0[4] += "。又及" + $0[3] } }
        city.options.onConflict = .error
        #expect(
            try await city.add(TestFile.csv(cells: changed, headers: Self.headers)).rejected == 24
        )
        city.options.onConflict = .update
        #expect(
            try await city.add(TestFile.csv(cells: changed, headers: Self.headers)).updated == 24
        )
        try Self.expectNoTrace(in: city)
    }

    @Test func `broken rows leave no trace, whatever is broken`() async throws {
        var city = try TestCity()
        city.options.maxBad = .rows(1_000)
        let cells = (0..<48).map { index in
            Self.cells(index) { cells in
                switch index % 6 {
                case 0: cells[1] = "昨天"
                case 1: cells[0] = ""
                case 2: cells.insert("多一格", at: 2)
                case 3: cells[1] = Self.planted[0]
                case 4: cells.removeSubrange(2...3)
                default: (cells[3], cells[4]) = ("", "")
                }
            }
        }
        var bytes = TestFile.csv(cells: cells, headers: Self.headers)
        // A row with broken bytes, and a quote that never closes.
        bytes += Self.row(Self.cells(100)) { $0.replacingBytes(at: 40) }
        bytes += Array(
            "P101,2024-1-5,,\"\(Self.sentence(Self.planted[0]))\n\(Self.planted[3])".utf8
        )
        let report = try await city.add(bytes)
        #expect(report.rejected >= 48)
        try Self.expectNoTrace(in: city)
    }

    @Test func `an aborted batch leaves no trace in its quarantine`() async throws {
        var city = try TestCity()
        city.options.maxBad = .rows(0)
        let cells = (0..<24).map { index in Self.cells(index) { $0[1] = "前天" } }
        let report = try await city.add(TestFile.csv(cells: cells, headers: Self.headers))
        #expect(report.isAborted)
        #expect(try city.int("SELECT count(*) FROM quarantine") == 24)
        try Self.expectNoTrace(in: city)
    }

    @Test func `a table without a header is refused without quoting its people`() async throws {
        let city = try TestCity()
        let cells = (0..<12).map { Self.cells($0) }
        let bytes = TestFile.csv(cells: Array(cells.dropFirst()), headers: cells[0])
        do {
            try await city.add(bytes)
            Issue.record("a table without a header was taken in")
        } catch {
            let text = "\(error) \(String(reflecting: error))"
            for value in Self.planted { #expect(!text.contains(value), "\(value)") }
        }
        try Self.expectNoTrace(in: city)
    }

    private static func row(_ cells: [String], _ edit: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let bytes = TestFile.csv(cells: [cells], headers: Self.headers)
        return edit(Array(bytes.split(separator: 10)[1])) + [10]
    }
}

extension [UInt8] {
    /// The bytes with four that are no text in any encoding.
    fileprivate func replacingBytes(at index: Int) -> [UInt8] {
        Array(self[..<index]) + [0xFF, 0xFE, 0xFF, 0x80] + Array(self[(index + 4)...])
    }
}
