import Foundation

/// Writes a workbook as plain stored ZIP entries, nothing compressed.
struct WorkbookFixture {
    var sheets: [(name: String, xml: String)]
    var sharedStrings: [String] = []
    var cellFormats: [Int] = [0]
    var customFormats: [Int: String] = [:]
    var uses1904 = false
    /// Overstates the size of the first sheet in the archive's directory.
    var declaredSize: UInt32?

    private static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    /// One sheet whose rows are given as XML of their cells.
    init(rows: [String]) {
        let body = rows.map { "<row>\($0)</row>" }.joined()
        sheets = [("Sheet1", "<sheetData>\(body)</sheetData>")]
    }

    /// A cell with a string of its own.
    static func text(_ text: String, at reference: String = "") -> String {
        let place = reference.isEmpty ? "" : " r=\"\(reference)\""
        return "<c\(place) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    var bytes: [UInt8] {
        var parts: [(String, String)] = sheets.enumerated().map { index, sheet in
            (
                "xl/worksheets/sheet\(index).xml",
                "<worksheet xmlns=\"\(Self.namespace)\">\(sheet.xml)</worksheet>"
            )
        }
        parts.append(("xl/workbook.xml", workbook))
        parts.append(("xl/_rels/workbook.xml.rels", relations))
        parts.append(
            (
                "xl/sharedStrings.xml",
                "<sst>\(sharedStrings.map { "<si>\($0)</si>" }.joined())</sst>"
            )
        )
        parts.append(("xl/styles.xml", styles))
        return Self.zip(parts, declaredSize: declaredSize)
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"r\(index)\"/>"
        }
        let settings = uses1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>"
        return
            "<?xml version=\"1.0\"?><workbook>\(settings)<sheets>\(list.joined())</sheets></workbook>"
    }

    private var relations: String {
        let list = sheets.indices.map { index in
            "<Relationship Id=\"r\(index)\" Type=\"t/worksheet\" Target=\"worksheets/sheet\(index).xml\"/>"
        }
        return "<Relationships>\(list.joined())</Relationships>"
    }

    private var styles: String {
        let custom = customFormats.sorted { $0.key < $1.key }.map { id, code in
            "<numFmt numFmtId=\"\(id)\" formatCode=\"\(code)\"/>"
        }
        let cells = cellFormats.map { "<xf numFmtId=\"\($0)\"/>" }
        return
            "<styleSheet><numFmts>\(custom.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
            + "</cellStyleXfs><cellXfs>\(cells.joined())</cellXfs></styleSheet>"
    }

    // MARK: ZIP

    static func zip(_ parts: [(name: String, text: String)], declaredSize: UInt32? = nil) -> [UInt8]
    {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let content = Array(part.text.utf8)
            let size = index == 0 ? declaredSize ?? UInt32(content.count) : UInt32(content.count)
            var entry = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            entry += little(crc32(content), 4) + little(UInt32(content.count), 4) + little(size, 4)
            entry += little(UInt32(part.name.utf8.count), 2) + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + entry
            directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            directory += little(UInt32(file.count), 4) + Array(part.name.utf8)
            file += little(0x0403_4B50, 4) + entry + Array(part.name.utf8) + content
        }
        let count = little(UInt32(parts.count), 2)
        let end = little(UInt32(directory.count), 4) + little(UInt32(file.count), 4) + little(0, 2)
        return file + directory + little(0x0605_4B50, 4) + little(0, 4) + count + count + end
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in
                value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0)
            }
        }
    }
}
