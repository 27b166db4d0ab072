import Foundation
import Testing
import TingfengText

@testable import Tingfeng

@Suite struct PrivacyOfReadingTests {
    private let header = "工单编号,来电时间,诉求内容,来电号码,联系人姓名\n"

    @Test func `the caller leaves as a hash under the key`() throws {
        let read = try ReadResult(header + "G1,2024-3-5,正文,13800138000,张三\n")
        let message = try #require(read.messages.first)
        let key = try #require(HashKey(bytes: Array(repeating: 7, count: 32)))
        #expect(message.callerHash == key.hmacHex("13800138000"))
        #expect(!String(reflecting: message).contains("13800138000"))
    }

    @Test(arguments: ["+86 138-0013-8000", "86 13800138000", "１３８００１３８０００", "008613800138000"])
    func `spellings of one telephone are one caller`(spelling: String) {
        #expect(RowMasker.canonical(spelling) == "13800138000")
    }

    @Test func `without a key the caller is dropped`() throws {
        let read = try ReadResult(header + "G1,2024-3-5,正文,13800138000,张三\n") { $0.hashKey = nil }
        #expect(read.messages.first?.callerHash == nil)
    }

    @Test func `a rejected row keeps neither caller nor name`() throws {
        let read = try ReadResult(header + "G1,昨天,正文,13800138000,张三\n")
        let row = try #require(read.rejected.first)
        #expect(row.cells["联系人姓名"] == "**")
        #expect(row.cells["来电号码"]?.hasPrefix("hmac-sha256:") == true)
        #expect(row.cells["诉求内容"] == "正文")
    }

    @Test func `cells that slipped under other headers keep neither`() throws {
        let read = try ReadResult(header + "G1,2024-3-5,正,文,13800138000,张三\n")
        let cells = try #require(read.rejected.first).cells
        #expect(!cells.values.contains { $0.contains("张三") || $0.contains("13800138000") })
    }

    @Test func `a rejected row can be repaired and tried again`() throws {
        let good = try ReadResult(header + "G1,2024-3-5,正文,13800138000,张三\n")
        let bad = try ReadResult(header + "G1,昨天,正文,13800138000,张三\n")
        var cells = try #require(bad.rejected.first).cells
        cells["来电时间"] = "2024-3-5"
        var options = ReaderOptions()
        options.hashKey = HashKey(bytes: Array(repeating: 7, count: 32))
        var assembler = MessageAssembler(options: options)
        let again = assembler.assemble(cells: cells, file: "in", row: 1)
        #expect(again == .message(try #require(good.messages.first)))
    }

    @Test func `where bytes were lost no digit stays`() throws {
        var bytes = Array((header + "G1,2024-3-5,电话138001").utf8)
        bytes += [0xFF] + Array("38000,1,张三\n".utf8)
        let row = try #require(try ReadResult(bytes).rejected.first)
        #expect(row.cells["诉求内容"] == "电话******\u{FFFD}*****")
    }

    @Test func `extra columns are kept, those that name people blackened`() throws {
        let read = try ReadResult(
            header.replacing("\n", with: ",备注\n") + "G1,2024-3-5,正文,1,张三,二楼\n"
        ) {
            $0.fieldMap.extra = ["备注", "联系人姓名"]
        }
        #expect(read.messages.first?.extra == ["备注": "二楼", "联系人姓名": "**"])
    }

    @Test func `content hashes differ when any field does`() throws {
        let key = try #require(HashKey(bytes: Array(repeating: 7, count: 32)))
        let message = Message(id: "1", source: "s", createdAt: 5, title: "题", body: "文")
        var others = Array(repeating: message, count: 7)
        others[1].title = "题文"
        others[1].body = ""
        others[2].up = 1
        others[3].isRepeat = false
        others[4].lifecycle.closedAt = 0
        others[5].extra = ["a": "b"]
        others[6].category = ["文"]
        #expect(Set(others.map { $0.contentHMAC(key) }).count == 7)
        #expect(message.contentHMAC(key) == others[0].contentHMAC(key))
    }
}
