import Testing

@testable import TingfengTrends

@Suite struct CountTableTests {
    private func table(_ text: String, _ unit: BinUnit = .day) throws(TrendsError) -> CountTable {
        try CountTable(csv: Array(text.utf8), unit: unit)
    }

    @Test func `gaps are zero and all series share one span`() throws {
        let read = try table(
            "\u{FEFF}date,x,series_id,count\r\n2024-02-28,1,b,3\r\n2024-03-01,,a,2\r\n2024-02-29,,a,5\n"
        )
        #expect(read.series.map(\.key.name) == ["b", "a"])
        #expect(read.series.map(\.counts) == [[3, 0, 0], [0, 5, 2]])
        #expect(read.series[1].first.description == "2024-02-28")
    }

    @Test func `days are added up to weeks from Monday`() throws {
        let read = try table(
            "series_id,date,count\ns,2024-01-03,1\ns,2024-01-07,2\ns,2024-01-08,4\n",
            .week
        )
        #expect(read.series[0].counts == [3, 4])
        #expect(read.series[0].first.description == "2024-01-01")
    }

    @Test func `weeks keep the day they start on`() throws {
        let read = try table("series_id,date,count\ns,2024-01-06,1\ns,2024-01-20,2\n", .week)
        #expect(read.series[0].counts == [1, 0, 2])
        #expect(read.series[0].first.description == "2024-01-06")
    }

    @Test func `hours are read with T or a space`() throws {
        let read = try table(
            "series_id,date,count\ns,2023-12-31T23,1\ns,2024-01-01 01:30:00,2\n",
            .hour
        )
        #expect(read.series[0].counts == [1, 0, 2])
        #expect(read.series[0].bin(at: 2).description == "2024-01-01T01")
    }

    @Test func `a quoted name may hold commas, quotes and newlines, and is written so`() throws {
        let name = "a,\"b\"\nc"
        let read = try table("series_id,date,count\n\"a,\"\"b\"\"\nc\",2024-01-01,1\n")
        #expect(read.series[0].key.name == name)
        let detector = SeasonalDetector(parameters: .daily, calendar: .none)
        let written = ResultTable.csv(detector.detect(read.series))
        #expect(try table(written).series[0].key.name == name)
    }

    @Test(arguments: [
        ("series_id,count\n", TrendsError.missingColumn("date")),
        ("series_id,date,count\ns,2024-13-01,1\n", .badDate(line: 2, text: "2024-13-01")),
        ("series_id,date,count\n\ns,2024-01-01,-1\n", .badCount(line: 3, text: "-1")),
        ("series_id,date,count\ns,2024-01-01,1.5\n", .badCount(line: 2, text: "1.5")),
        ("series_id,date,count\ns,2024-01-01\n", .missingCell(line: 2)),
        ("series_id,date,count\n\"s,2024-01-01,1\n", .unclosedQuote(line: 2)),
    ])
    func `an error names the line`(text: String, error: TrendsError) {
        #expect(throws: error) { try table(text) }
    }

    @Test func `a mistyped year is an error, not a crash`() {
        #expect(throws: TrendsError.spanTooLong(bins: 2_913_174)) {
            try table("series_id,date,count\ns,2024-01-01,1\ns,9999-12-31,1\n")
        }
        #expect(throws: TrendsError.badCount(line: 3, text: "1")) {
            try table("series_id,date,count\ns,2024-01-01,2147483647\ns,2024-01-01,1\n")
        }
    }

    @Test func `an empty table has no series`() throws {
        #expect(try table("").series.isEmpty)
        #expect(try table("series_id,date,count\n").series.isEmpty)
    }
}
