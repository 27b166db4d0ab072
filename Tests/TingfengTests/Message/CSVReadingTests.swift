import Testing
import TingfengText

@testable import Tingfeng

@Suite struct CSVReadingTests {
    let header = "工单编号,来电时间,标题,诉求内容\n"

    @Test func `an export of a hotline becomes messages`() throws {
        let read = try ReadResult(header + "G1,2024-3-5 8:01,路灯不亮,南门路灯三天不亮\n")
        let message = try #require(read.messages.first)
        #expect(message.id == "G1")
        #expect(message.createdAt == shanghai(2024, 3, 5, 8, 1))
        #expect(message.title == "路灯不亮")
        #expect(message.body == "南门路灯三天不亮")
        #expect(message.source == "12345")
        #expect(read.header.preset == .hotline)
    }

    @Test func `GB18030 gives the same messages as UTF-8`() throws {
        let text = header + "G1,2024-3-5 8:01,\"噪音,扰民\",\"第一行\n㐀𠀀 \"\"半夜\"\"施工\"\n"
        let utf8 = try ReadResult(text)
        let foreign = try ReadResult(gb18030(text))
        #expect(foreign.messages == utf8.messages)
        #expect(foreign.encoding == .gb18030)
        #expect(utf8.messages.first?.body == "第一行\n㐀𠀀 \"半夜\"施工")
    }

    @Test(arguments: [true, false])
    func `UTF-16 is read by its byte order mark`(isBigEndian: Bool) throws {
        let text = header + "G1,2024-3-5 8:01,停水,𠀀村停水\n"
        let bytes = ("\u{FEFF}" + text).utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
        #expect(try ReadResult(bytes).messages == ReadResult(text).messages)
    }

    @Test(arguments: [",", ";", "\t"])
    func `the delimiter is seen from the header`(delimiter: String) throws {
        let text = "id,time,subject,detail\r\n7,2024-01-02,甲,乙\r\n"
        let read = try ReadResult(text.replacing(",", with: delimiter))
        #expect(read.ids == ["7"])
        #expect(read.messages.first?.body == "乙")
    }

    @Test func `a byte order mark, width, case and blanks in headers do not matter`() throws {
        let read = try ReadResult("\u{FEFF}ＩＤ, Created_At ,　Body\n1,2024-01-02,正文\n")
        #expect(read.ids == ["1"])
    }

    @Test func `a bad byte spoils one row and not the file`() throws {
        var bytes = try gb18030(header + "G1,2024-3-5 8:01,一,正文\nG2,2024-3-5 8:02,二,正")
        bytes += [0xFF, 0xFF, 0x0A]
        bytes += try gb18030("G3,2024-3-5 8:03,三,正文\n")
        let read = try ReadResult(bytes)
        #expect(read.ids == ["G1", "G3"])
        let row = try #require(read.rejected.first)
        #expect(row.reason == .undecodable)
        #expect(row.column == "诉求内容")
        #expect(row.row == 2)
        #expect(row.cells["工单编号"] == "G2")
        #expect(row.cells["诉求内容"]?.hasPrefix("正\u{FFFD}") == true)
    }

    @Test func `a UTF-8 file with a broken byte is not taken for GB18030`() throws {
        var bytes = Array((header + "G1,2024-3-5 8:01,一,南门路灯不亮\n").utf8)
        bytes += [0xE5, 0x8D] + Array(",2024-3-5,二,正文\n".utf8)
        let read = try ReadResult(bytes)
        #expect(read.encoding == .utf8)
        #expect(read.ids == ["G1"])
        #expect(read.rejected.map(\.reason) == [.undecodable])
    }

    @Test func `GB18030 after a long run of ASCII is still seen`() throws {
        var bytes = Array("id,time,detail\n".utf8)
        for id in 0..<20_000 { bytes += Array("\(id),2024-01-02,plain text\n".utf8) }
        bytes += try gb18030("x,2024-01-02,停水\n")
        let read = try ReadResult(bytes)
        #expect(read.messages.last?.body == "停水")
        #expect(read.rejected.isEmpty)
    }

    @Test func `a row of another width is malformed`() throws {
        let read = try ReadResult(header + "G1,2024-3-5,一\nG2,2024-3-5,二,正文,多\nG3,2024-3-5,三,正文,\n")
        #expect(read.rejected.map(\.reason) == [.malformed, .malformed])
        #expect(read.ids == ["G3"])
    }

    @Test func `a quote that is never closed costs one row`() throws {
        var text = header + "G0,2024-3-5,零,正文\nG1,2024-3-5,一,\"没有收尾\n"
        for id in 2..<5000 { text += "G\(id),2024-3-5,题,\"正文\n第二行\"\n" }
        let read = try ReadResult(text)
        #expect(read.messages.count == 4999)
        #expect(read.rejected.count == 1)
        let row = try #require(read.rejected.first)
        #expect(row.reason == .malformed)
        #expect(row.cells["工单编号"] == "G1")
    }

    @Test func `a quote that is never closed in a file of plain rows costs one row`() throws {
        var text = header
        for id in 0..<20_000 {
            text += "G\(id),2024-3-5,题,\(id == 7 ? "\"" : "")正文正文正文正文正文正文正文正文\n"
        }
        let read = try ReadResult(text)
        #expect(read.messages.count == 19_999)
        #expect(read.rejected.map(\.row) == [8])
    }

    @Test func `a message beyond the limit is one bad row`() throws {
        let long = String(repeating: "很长的正文,\n", count: 400_000)
        let text = header + "G1,2024-3-5,一,\"\(long)\"\nG2,2024-3-5,二,正文\n"
        let read = try ReadResult(text)
        #expect(read.ids == ["G2"])
        #expect(read.rejected.map(\.reason) == [.tooLong])
        #expect(read.rejected.map(\.row) == [1])
    }

    @Test func `a long line without quotes is one bad row`() throws {
        let text =
            header + "G1,2024-3-5,一,\(String(repeating: "长", count: 2_000_000))\nG2,2024-3-5,二,正文\n"
        let read = try ReadResult(text)
        #expect(read.ids == ["G2"])
        #expect(read.rejected.map(\.reason) == [.tooLong])
    }

    @Test func `blank lines and lines of delimiters are no rows`() throws {
        let read = try ReadResult(header + "\n,,,\r\nG1,2024-3-5,一,正文\n\n")
        #expect(read.ids == ["G1"])
        #expect(read.rejected.isEmpty)
    }

    @Test func `the last line needs no newline`() throws {
        #expect(try ReadResult(header + "G1,2024-3-5,一,\"正文\"").ids == ["G1"])
    }

    @Test func `a rejected row knows where it begins`() throws {
        let good = "G1,2024-3-5,一,正文\n"
        let read = try ReadResult(header + good + "G2,昨天,二,正文\n")
        let row = try #require(read.rejected.first)
        #expect(row.byteOffset == (header + good).utf8.count)
        #expect(row.reason == .badTime)
        #expect(row.column == "来电时间")
        #expect(row.file == "in")
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}", "工单编号,来电时间,诉求内容\n"])
    func `an empty file has no rows`(text: String) throws {
        let read = try ReadResult(text)
        #expect(read.messages.isEmpty && read.rejected.isEmpty)
    }

    @Test func `a table without a required column names the headers seen`() throws {
        let headers = ["工单编号", "内容"]
        #expect(throws: ReaderError.missingColumn(path: "in", field: .createdAt, headers: headers))
        {
            _ = try ReadResult("工单编号,内容\n1,2\n")
        }
    }

    @Test func `lines of title may stand above the header`() throws {
        let read = try ReadResult("某市热线工单\n导出时间:2024-3-6,,,\n" + header + "G1,2024-3-5,一,正文\n")
        #expect(read.ids == ["G1"])
        #expect(read.header.columns.map(\.header) == ["工单编号", "来电时间", "标题", "诉求内容"])
        #expect(read.rejected.isEmpty)
    }

    @Test func `a wrong preset is told from the headers`() throws {
        #expect(throws: ReaderError.self) {
            _ = try ReadResult(header + "G1,2024-3-5,一,正文\n") {
                $0.fieldMap = FieldMap(preset: .open311)
            }
        }
    }

    @Test func `bytes with NUL are no table`() throws {
        #expect(throws: ReaderError.self) {
            _ = try ReadResult([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2])
        }
    }
}
