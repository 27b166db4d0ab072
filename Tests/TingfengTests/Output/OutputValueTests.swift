import Testing
import Tingfeng

@Suite struct OutputValueTests {
    private func cells(_ value: OutputValue) -> [String] {
        let table = OutputTable(columns: [OutputColumn("v")], rows: [[value]])
        return [OutputFormat.table, .csv, .jsonl].map { format in
            let lines = table.rendered(as: format).split(separator: "\n").map(String.init)
            return lines[lines.count - 1]
        }
    }

    @Test(arguments: [
        (OutputValue.percent(0.125, decimals: 1), ["12.5%", "0.125", #"{"v":0.125}"#]),
        (.percent(1, decimals: 0), ["100%", "1.00", #"{"v":1}"#]),
        (.percent(.nan, decimals: 0), ["-", #""""#, #"{"v":null}"#]),
        (.double(1.005, decimals: 2), ["1.01", "1.01", #"{"v":1.01}"#]),
        (.double(-0.004, decimals: 2), ["0.00", "0.00", #"{"v":0}"#]),
        (.double(-12.5, decimals: 0), ["-13", "-13", #"{"v":-13}"#]),
        (
            .double(1e22, decimals: 0),
            [
                "10000000000000000000000", "10000000000000000000000", #"{"v":1e22}"#,
            ]
        ),
        (.double(.infinity, decimals: 2), ["-", #""""#, #"{"v":null}"#]),
        (.double(9.996, decimals: 2), ["10.00", "10.00", #"{"v":10}"#]),
        (.significant(0.000012345, digits: 3), ["1.23e-5", "1.23e-5", #"{"v":0.0000123}"#]),
        (.significant(0.99999, digits: 3), ["1", "1", #"{"v":1}"#]),
        (.bool(true), ["是", "true", #"{"v":true}"#]),
        (
            .time(0, offset: 0),
            [
                "1970-01-01 00:00", "1970-01-01 00:00",
                #"{"v":"1970-01-01T00:00:00Z"}"#,
            ]
        ),
        (
            .time(-1, offset: -12_600),
            [
                "1969-12-31 20:29", "1969-12-31 20:29",
                #"{"v":"1969-12-31T20:29:59-03:30"}"#,
            ]
        ),
        (.date(11_016), ["2000-02-29", "2000-02-29", #"{"v":"2000-02-29"}"#]),
        (
            .list([.string("停水"), .string("没水")]),
            [
                "停水、没水", #""[""停水"",""没水""]""#, #"{"v":["停水","没水"]}"#,
            ]
        ),
        (
            .object([OutputField("n", zh: "件数", .int(3))]),
            [
                "件数=3", #""{""n"":3}""#, #"{"v":{"n":3}}"#,
            ]
        ),
    ])
    func `each kind of value has its form in each format`(value: OutputValue, forms: [String]) {
        #expect(cells(value) == forms)
    }

    @Test func `dates agree with the Gregorian calendar at leap years and before 1970`() {
        let known = [
            -719_468: "0000-03-01", -25_509: "1900-02-28", -25_508: "1900-03-01",
            -1: "1969-12-31", 19_782: "2024-02-29", 2_932_896: "9999-12-31",
        ]
        for (day, text) in known {
            #expect(OutputValue.date(day).json == .string(text))
        }
    }

    @Test func `extreme times do not crash`() {
        for seconds in [Int64.min, .max] {
            #expect(cells(.time(seconds, offset: 28_800)).count == 3)
            #expect(cells(.date(Int(seconds))).count == 3)
        }
    }
}
