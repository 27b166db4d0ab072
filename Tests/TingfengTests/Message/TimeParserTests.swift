import Foundation
import Testing

@testable import Tingfeng

@Suite struct TimeParserTests {
    private let parser = TimeParser(local: .china)

    @Test(arguments: [
        "2019-2-8 9:05", "2019/2/8 9:05", "2019-02-08T09:05:00", "2019/02/08  09:05:00",
        "2019年2月8日 9:05", "2019年02月08日9:05:00", " 2019-02-08 09:05:00.999 ",
        "2019-02-08T01:05:00Z", "2019-02-08 09:05:00+08:00", "2019-02-07T20:05:00-0500",
        "2019-02-08 10:05 +09", "43504.37847222222", "1549587900", "1549587900000",
    ])
    func `every format names the same moment`(text: String) {
        #expect(parser.parse(text) == shanghai(2019, 2, 8, 9, 5))
    }

    @Test(arguments: ["2019-2-8", "2019/02/08", "2019年2月8日", "43504"])
    func `a date alone is midnight`(text: String) {
        #expect(parser.parse(text) == shanghai(2019, 2, 8))
    }

    @Test(arguments: [
        "", "01/02/2019", "19-2-8", "2019-2", "2019-13-1", "2019-2-30", "2019-02-29", "2019-2/8",
        "2019-2-8 24:00", "2019-2-8 9:5", "2019-2-8 9:60", "2019-2-8T", "2019-2-8 9:05 PM",
        "2019-2-8 下午3:05", "20190208", "201902080905", "20190208090500", "2019020809", "昨天",
        "0000-00-00 00:00:00", "2019-2-8 9:05:00 +25:00", "12345", "-43504", "1e9", "９",
        "2019-02-08 09:05:00 2019", "99999-01-01", "1549587900 ago",
    ])
    func `what has two readings or none is refused`(text: String) {
        #expect(parser.parse(text) == nil)
    }

    @Test func `summer time of 1988 is known`() {
        #expect(parser.parse("1988-07-01 09:00:00") == shanghai(1988, 7, 1, 9))
        #expect(parser.parse("1992-01-01 00:00:00") == shanghai(1992, 1, 1))
        #expect(parser.parse("1991-12-31 23:59:59") == shanghai(1991, 12, 31, 23, 59, 59))
    }

    @Test func `a zone with summer time is followed`() throws {
        let berlin = TimeParser(local: try #require(LocalTime(zone: "Europe/Berlin")))
        #expect(berlin.parse("2024-07-01 12:00") == 1_719_828_000)
        #expect(berlin.parse("2024-01-01 12:00") == 1_704_106_800)
    }

    @Test func `every day of two centuries goes there and back`() {
        for day in stride(from: -25_567, to: 73_000, by: 1) {
            let time = CivilTime(clockSeconds: Int64(day) * 86_400 + 3661)
            #expect(time.clockSeconds == Int64(day) * 86_400 + 3661)
        }
    }

    @Test func `a moment has the text that Foundation gives it`() {
        let format = Date.ISO8601FormatStyle(
            dateSeparator: .dash,
            dateTimeSeparator: .space,
            timeSeparator: .colon,
            timeZone: .gmt
        )
        var random = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let seconds = Int64.random(in: -2_000_000_000...4_000_000_000, using: &random)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(date.formatted(format).hasPrefix(CivilTime(clockSeconds: seconds).description))
        }
    }

    @Test func `no text crashes it`() {
        var random = SeededGenerator(seed: 2)
        let letters = Array("0123456789-/:T Z+年月日.٣")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &random)
            _ = parser.parse(
                String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
            )
        }
    }
}
