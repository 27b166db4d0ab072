import Foundation
import Testing

@testable import TingfengTrends

@Suite struct HolidayCalendarTests {
    private func shipped() throws -> HolidayCalendar {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("dictionaries/cn-holidays.csv")
        return try HolidayCalendar(csv: [UInt8](Data(contentsOf: file)))
    }

    @Test(arguments: [
        (2024, 2, 9, DayType.workday), (2024, 2, 10, .springFestival),
        (2024, 2, 17, .springFestival), (2024, 2, 18, .makeupWorkday),
        (2024, 2, 19, .workday), (2023, 1, 28, .makeupWorkday), (2019, 4, 5, .holiday),
        (2019, 4, 6, .weekend), (2019, 4, 8, .firstDayBack), (2024, 10, 8, .firstDayBack),
        (2024, 10, 9, .workday), (2024, 10, 12, .makeupWorkday), (2025, 1, 26, .makeupWorkday),
        (2026, 11, 21, .weekend), (2026, 11, 20, .workday), (2020, 2, 2, .springFestival),
    ])
    func `days of the shipped calendar`(year: Int, month: Int, day: Int, type: DayType) throws {
        let day = try #require(Day(year: year, month: month, day: day))
        #expect(try shipped().type(of: day) == type)
    }

    @Test func `years that are not listed are plain and said to be so`() throws {
        let calendar = try shipped()
        let known = try #require(Day(year: 2026, month: 12, day: 31))
        #expect(calendar.covers(known))
        #expect(calendar.covers(try #require(Day(year: 2017, month: 1, day: 1))))
        #expect(!calendar.covers(known.advanced(by: 1)))
        let future = try #require(Day(year: 2031, month: 10, day: 1))
        #expect(calendar.type(of: future) == .workday)
    }

    @Test func `no calendar knows only weekends`() throws {
        let day = try #require(Day(year: 2024, month: 10, day: 1))
        #expect(HolidayCalendar.none.type(of: day) == .workday)
        #expect(HolidayCalendar.none.type(of: day.advanced(by: 4)) == .weekend)
        #expect(HolidayCalendar.none.covers(day))
    }

    @Test func `an unknown word is an error with its line`() {
        #expect(throws: TrendsError.badDayType(line: 3, text: "party")) {
            try HolidayCalendar(
                csv: Array("date,daytype\n2024-01-01,holiday\n2024-01-02,party".utf8)
            )
        }
        #expect(throws: TrendsError.badDate(line: 2, text: "2024-02-30")) {
            try HolidayCalendar(csv: Array("date,daytype\n2024-02-30,holiday\n".utf8))
        }
    }

    @Test func `a first holiday is expected to be like a Sunday`() throws {
        let calendar = try HolidayCalendar(csv: Array("date,daytype\n2024-10-01,holiday".utf8))
        let start = try #require(Day(year: 2024, month: 5, day: 6))
        let counts = (0..<148).map { Int32($0 % 7 < 5 ? 50 : 20) }
        let series = CountSeries(key: SeriesKey("s"), first: Bin(day: start), counts: counts + [20])
        let with = SeasonalDetector(parameters: .daily, calendar: calendar)
        let without = SeasonalDetector(parameters: .daily, calendar: .none)
        #expect(series.bin(at: 148).description == "2024-10-01")
        #expect(with.detect([series])[0].detections[148].alarm == nil)
        #expect(without.detect([series])[0].detections[148].alarm == .drop)
    }
}
