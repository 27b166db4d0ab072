import Testing

@testable import Tingfeng

@Suite struct WorkbookReadingTests {
    private static func cells(_ texts: String...) -> String {
        texts.map { WorkbookFixture.text($0) }.joined()
    }

    private let header = cells("id", "time", "subject", "detail")

    @Test func `inline strings, numbers and escapes are read`() throws {
        let row =
            "<c><v>1.88006E5</v></c>"
            + Self.cells("2024-1-2", "a&lt;b&amp;c", "一_x000D_\n二&#20572;")
        let read = try ReadResult(WorkbookFixture(rows: [header, row]).bytes)
        let message = try #require(read.messages.first)
        #expect(read.format == .xlsx)
        #expect(message.id == "188006")
        #expect(message.title == "a<b&c")
        #expect(message.body == "一\r\n二停")
    }

    @Test func `shared strings join their runs and drop readings`() throws {
        var book = WorkbookFixture(rows: [
            header, Self.cells("1", "2024-1-2", "题") + "<c t=\"s\"><v>0</v></c>",
        ])
        book.sharedStrings = [
            "<r><t>停</t></r><r><rPr/><t xml:space=\"preserve\">水 </t></r><rPh><t>tíng</t></rPh>"
        ]
        #expect(try ReadResult(book.bytes).messages.first?.body == "停水 ")
    }

    @Test(arguments: [14, 22, 57, 176])
    func `a number with a date style is a date`(format: Int) throws {
        var book = WorkbookFixture(rows: [
            header,
            Self.cells("1") + "<c s=\"1\"><v>43504.378472222219</v></c>" + Self.cells("题", "文"),
        ])
        book.cellFormats = [0, format]
        book.customFormats = [176: "yyyy\\-mm\\-dd\\ hh:mm:ss"]
        #expect(try ReadResult(book.bytes).messages.first?.createdAt == shanghai(2019, 2, 8, 9, 5))
    }

    @Test(arguments: [0, 1])
    func `days count from 1904 where the workbook says so`(style: Int) throws {
        var book = WorkbookFixture(rows: [
            header, Self.cells("1") + "<c s=\"\(style)\"><v>42042</v></c>" + Self.cells("题", "文"),
        ])
        book.cellFormats = [0, 14]
        book.uses1904 = true
        #expect(try ReadResult(book.bytes).messages.first?.createdAt == shanghai(2019, 2, 8))
    }

    @Test func `cells missing in a row stay in their columns`() throws {
        let row =
            WorkbookFixture.text("7", at: "A2") + WorkbookFixture.text("2024-1-2", at: "B2")
            + WorkbookFixture.text("文", at: "D2") + WorkbookFixture.text("旁注", at: "AB2")
        let message = try #require(
            try ReadResult(WorkbookFixture(rows: [header, "", row]).bytes).messages.first
        )
        #expect(message.title.isEmpty && message.body == "文")
    }

    @Test func `a sheet is found by name`() throws {
        var book = WorkbookFixture(rows: [header, Self.cells("1", "2024-1-2", "题", "文")])
        book.sheets.insert(("说明", "<sheetData/>"), at: 0)
        #expect(try ReadResult(book.bytes).messages.isEmpty)
        #expect(try ReadResult(book.bytes) { $0.sheet = "Sheet1" }.ids == ["1"])
        #expect(throws: ReaderError.noSuchSheet(path: "in", sheet: "二", sheets: ["说明", "Sheet1"])) {
            _ = try ReadResult(book.bytes) { $0.sheet = "二" }
        }
    }

    @Test func `a workbook that declares gigabytes is refused`() throws {
        var book = WorkbookFixture(rows: [header])
        book.declaredSize = 3_000_000_000
        #expect(throws: ReaderError.self) { _ = try ReadResult(book.bytes) }
    }

    @Test func `a document type is refused`() throws {
        var book = WorkbookFixture(rows: [header])
        book.sheets[0].xml = "<!DOCTYPE a [<!ENTITY b \"c\">]>" + book.sheets[0].xml
        #expect(throws: ReaderError.damaged(path: "in", part: "xl/worksheets/sheet0.xml")) {
            _ = try ReadResult(book.bytes)
        }
    }

    @Test func `an archive that is no workbook is no table`() throws {
        #expect(throws: ReaderError.self) {
            _ = try ReadResult(WorkbookFixture.zip([("a.txt", "x")]))
        }
    }

    @Test func `damage anywhere never crashes`() throws {
        var book = WorkbookFixture(rows: [header, Self.cells("1", "2024-1-2", "题", "文")])
        book.sharedStrings = ["<t>a</t>"]
        let whole = book.bytes
        var random = SeededGenerator(seed: 5)
        for _ in 0..<1500 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                    in: 0...255,
                    using: &random
                )
            }
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            _ = try? ReadResult(bytes)
        }
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("0.00", false), ("General", false), ("\"day\"0", false),
        ("[Red]0", false), ("[$-804]yyyy\"年\"m\"月\"", true), ("#,##0_);\\d0", false),
        ("h:mm", true),
    ])
    func `a date is told by its format code`(code: String, isDate: Bool) {
        #expect(DateStyles.showsDate(code) == isDate)
    }

    @Test(arguments: [("A1", 0), ("Z9", 25), ("AB12", 27), ("XFD1", 16_383)])
    func `a reference names its column`(reference: String, column: Int) {
        #expect(WorkbookRows.column(reference) == column)
    }
}
