/// Which entries of the archive hold what, and the settings that cells depend on.
struct WorkbookParts {
    private(set) var sheets: [(name: String, path: String, isHidden: Bool)] = []
    private(set) var sharedStrings = "xl/sharedStrings.xml"
    private(set) var styles = "xl/styles.xml"
    /// Whether day numbers count from 1904-01-01 instead of 1899-12-30.
    private(set) var uses1904 = false

    private static let workbook = "xl/workbook.xml"
    private static let relations = "xl/_rels/workbook.xml.rels"

    init(_ archive: ZipArchive) throws(ReaderError) {
        guard let workbook = archive.entry(Self.workbook) else {
            throw .notATable(path: archive.path, reason: "这是压缩包而不是 XLSX 工作簿；请先解压")
        }
        let targets = try readRelations(archive)
        let xml = XMLScanner(workbook, path: archive.path, part: Self.workbook)
        while true {
            switch try xml.next() {
            case .end: return
            case .open: noteElement(xml, targets)
            case .close, .text: break
            }
        }
    }

    private mutating func noteElement(_ xml: XMLScanner, _ targets: [String: String]) {
        switch xml.name {
        case "workbookPr":
            uses1904 = ["1", "true", "on"].contains(xml.attribute("date1904") ?? "")
        case "sheet":
            guard let id = xml.attribute("id"), let path = targets[id] else { return }
            let isHidden = (xml.attribute("state") ?? "visible") != "visible"
            sheets.append((xml.attribute("name") ?? "", path, isHidden))
        default: break
        }
    }

    /// Paths by relation id; notes where strings and styles are.
    private mutating func readRelations(
        _ archive: ZipArchive
    ) throws(ReaderError) -> [String: String] {
        guard let entry = archive.entry(Self.relations) else {
            throw .damaged(path: archive.path, part: Self.relations)
        }
        let xml = XMLScanner(entry, path: archive.path, part: Self.relations)
        var targets: [String: String] = [:]
        while true {
            let event = try xml.next()
            if event == .end { return targets }
            guard event == .open, xml.name == "Relationship", let id = xml.attribute("Id"),
                let target = xml.attribute("Target")
            else { continue }
            let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            targets[id] = path
            let type = xml.attribute("Type") ?? ""
            if type.hasSuffix("/sharedStrings") { sharedStrings = path }
            if type.hasSuffix("/styles") { styles = path }
        }
    }

    /// The path of the named sheet, or of the first visible one.
    func sheet(named name: String?, path: String) throws(ReaderError) -> String {
        let found =
            if let name {
                sheets.first { $0.name == name }
            } else {
                sheets.first { !$0.isHidden } ?? sheets.first
            }
        guard let found else {
            throw .noSuchSheet(path: path, sheet: name ?? "1", sheets: sheets.map(\.name))
        }
        return found.path
    }
}
