import Testing

@testable import TingfengTrends

@Suite struct DayTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2024, 3, 1, 19_783),
    ])
    func `a civil date has its number`(year: Int, month: Int, day: Int, number: Int) {
        #expect(Day(year: year, month: month, day: day)?.number == number)
    }

    @Test func `number and civil date agree over eight centuries`() throws {
        var expected = try #require(Day(year: 1600, month: 1, day: 1))
        for year in 1600..<2400 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let made = Day(year: year, month: month, day: day) else { continue }
                    #expect(made == expected)
                    #expect(made.civil == (year, month, day))
                    expected = expected.advanced(by: 1)
                }
            }
        }
        #expect(expected == Day(year: 2400, month: 1, day: 1))
    }

    @Test func `a date that does not exist is refused`() {
        #expect(Day(year: 2023, month: 2, day: 29) == nil)
        #expect(Day(year: 2023, month: 13, day: 1) == nil)
    }

    @Test func `the week starts on Monday`() {
        #expect(Day(year: 2026, month: 11, day: 16)?.weekday == 0)
        #expect(Day(number: 0).weekday == 3)
        #expect(Day(number: -4).weekday == 6)
    }

    @Test func `an hour bin keeps its day before and after 1970`() {
        let bin = Bin(hour: 5, of: Day(number: -1))
        #expect(bin.day == Day(number: -1))
        #expect(bin.hour == 5)
        #expect(bin.advanced(by: 19).description == "1970-01-01T00")
    }
}
