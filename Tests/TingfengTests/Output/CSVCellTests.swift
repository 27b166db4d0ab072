import Testing

@testable import Tingfeng

@Suite struct CSVCellTests {
    private static let hostile = [
        "=cmd|' /C calc'!A0", "+86 138", "-1", "@SUM(1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1",
        "＠x", "'=1", "''+1", "'quoted'", "", "plain", "a,b", "say \"hi\"", "two\nlines",
        "mixed\r\nend", "中文，逗号", " leading", "👨‍👩‍👧", "'",
    ]

    @Test func `any text survives the way through CSV`() {
        let columns = [OutputColumn("id"), OutputColumn("text")]
        let rows = Self.hostile.enumerated().map { [OutputValue.int($0), .string($1)] }
        let csv = OutputTable(columns: columns, rows: rows).rendered(as: .csv)
        let parsed = parse(csv)
        #expect(parsed.count == Self.hostile.count + 1)
        #expect(parsed.dropFirst().map { unguarded($0[1]) } == Self.hostile)
    }

    @Test func `no text cell begins like a formula`() {
        let columns = [OutputColumn("text")]
        for text in Self.hostile {
            let csv = OutputTable(columns: columns, rows: [[.string(text)]]).rendered(as: .csv)
            let first = parse(csv)[1][0].unicodeScalars.first
            #expect(first.map { !"=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? true)
        }
    }

    @Test func `a negative number stays a number`() {
        let table = OutputTable(columns: [OutputColumn("n")], rows: [[.int(-5)]])
        #expect(table.rendered(as: .csv) == "n\n-5\n")
    }

    @Test func `the byte order mark is written once, when asked for`() {
        let table = OutputTable(columns: [OutputColumn("n")], rows: [[.int(1)]])
        let bytes = Array(table.rendered(as: .csv, OutputOptions(bom: true)).utf8)
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("n\n1\n".utf8))
    }

    /// Removes the `'` that the writer put before what looks like a formula.
    private func unguarded(_ text: String) -> String {
        text.first == "'" && CSVCell.beginsLikeFormula(text) ? String(text.dropFirst()) : text
    }

    /// An RFC 4180 reader over scalars, independent of the writer.
    private func parse(_ csv: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var isAfterQuote = false
        for scalar in csv.unicodeScalars {
            if isQuoted, scalar == "\"" {
                isQuoted = false
                isAfterQuote = true
            } else if isQuoted {
                cell.append(scalar)
            } else if scalar == "\"" {
                if isAfterQuote { cell.append(scalar) }
                isQuoted = true
                isAfterQuote = false
            } else if scalar == "," || scalar == "\n" {
                row.append(String(cell))
                cell = .init()
                isAfterQuote = false
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            } else {
                cell.append(scalar)
            }
        }
        return rows
    }
}
