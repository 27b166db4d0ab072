import Foundation
import Testing

@testable import Tingfeng

@Suite struct LocalTimeTests {
    let newYork = LocalTime(zone: "America/New_York") ?? .china

    @Test func `the zone of China is one of those with a steady offset`() {
        #expect(LocalTime(zone: "Asia/Shanghai") == LocalTime.china)
        #expect(LocalTime.china.offset(at: 1_752_454_800) == 28_800)
    }

    @Test(arguments: ["Asia/Atlantis", "", "GMT+8", "北京", "../etc", "CST"])
    func `an unknown zone is refused`(name: String) {
        #expect(LocalTime(zone: name) == nil)
    }

    @Test func `a day of Shanghai begins at 16 hours UTC`() {
        let midnight: Int64 = 1_752_422_400  // 2025-07-13T16:00:00Z
        #expect(LocalTime.china.dayNumber(midnight - 1) == LocalTime.china.dayNumber(midnight) - 1)
        #expect(LocalTime.china.startOfDay(containing: midnight + 86_399) == midnight)
        #expect(LocalTime.china.startOfDay(containing: midnight) == midnight)
        #expect(LocalTime.china.endOfDay(containing: midnight) == midnight + 86_399)
        #expect(LocalTime.china.startOfHour(containing: midnight + 3_599) == midnight)
        #expect(LocalTime.china.rfc3339(midnight) == "2025-07-14T00:00:00+08:00")
        #expect(LocalTime.china.civil(midnight).date.joined(by: "/") == "2025/07/14")
    }

    @Test func `Chinese summer time before 1992 is known`() {
        // 1988-07-01T00:00:00Z
        #expect(LocalTime.china.rfc3339(583_718_400) == "1988-07-01T09:00:00+09:00")
        #expect(LocalTime.china.rfc3339(-1) == "1970-01-01T07:59:59+08:00")
    }

    @Test func `a day that loses an hour has 23`() throws {
        let noon = try newYork.parse("2025-03-09T12:00", bareDate: .start)
        let start = newYork.startOfDay(containing: noon)
        #expect(newYork.rfc3339(start) == "2025-03-09T00:00:00-05:00")
        #expect(newYork.rfc3339(noon) == "2025-03-09T12:00:00-04:00")
        #expect(newYork.endOfDay(containing: noon) - start == 23 * 3_600 - 1)
        let skipped = try newYork.parse("2025-03-09T02:30", bareDate: .start)
        #expect(newYork.rfc3339(skipped) == "2025-03-09T03:30:00-04:00")
    }

    @Test func `a day that gains an hour has 25, and its double hour means the earlier`() throws {
        let noon = try newYork.parse("2025-11-02T12:00", bareDate: .start)
        let start = newYork.startOfDay(containing: noon)
        #expect(newYork.endOfDay(containing: noon) - start == 25 * 3_600 - 1)
        let double = try newYork.parse("2025-11-02T01:30", bareDate: .start)
        #expect(newYork.rfc3339(double) == "2025-11-02T01:30:00-04:00")
        #expect(newYork.startOfHour(containing: double + 3_600) == double + 1_800)
    }

    @Test func `an offset of half an hour moves the start of an hour`() throws {
        let india = try #require(LocalTime(zone: "Asia/Kolkata"))
        #expect(
            india.rfc3339(india.startOfHour(containing: 1_752_454_800)).hasSuffix(":00:00+05:30")
        )
    }

    @Test(arguments: ["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/London", "UTC"])
    func `arithmetic agrees with Foundation`(name: String) throws {
        let local = try #require(LocalTime(zone: name))
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: name))
        for step in 0..<400 {
            let moment = Int64(step) * 5_000_011 - 100_000_000
            let date = Date(timeIntervalSince1970: Double(moment))
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: date
            )
            let civil = local.civil(moment)
            #expect(civil.date.year == parts.year && civil.date.month == parts.month)
            #expect(civil.date.day == parts.day && civil.hour == parts.hour)
            #expect(civil.minute == parts.minute && civil.second == parts.second)
            let start = calendar.startOfDay(for: date).timeIntervalSince1970
            #expect(Double(local.startOfDay(containing: moment)) == start)
        }
    }

    @Test(arguments: [
        ("2025-07-14T09:00", "2025-07-14T09:00:00+08:00"),
        ("2025-07-14 09:00:00", "2025-07-14T09:00:00+08:00"),
        ("2025-07-14T09:00:00+08:00", "2025-07-14T09:00:00+08:00"),
        ("2025-07-14T01:00:00Z", "2025-07-14T09:00:00+08:00"),
        ("2025-07-13T19:30:05.999-05:30", "2025-07-14T09:00:05+08:00"),
    ])
    func `a time of the command line is read`(text: String, moment: String) throws {
        let read = try LocalTime.china.parse(text, bareDate: .end)
        #expect(LocalTime.china.rfc3339(read) == moment)
    }

    @Test func `a bare date is its first or last second`() throws {
        let from = try LocalTime.china.parse("2025-07-14", bareDate: .start)
        let asOf = try LocalTime.china.parse("2025-07-14", bareDate: .end)
        #expect(LocalTime.china.rfc3339(from) == "2025-07-14T00:00:00+08:00")
        #expect(LocalTime.china.rfc3339(asOf) == "2025-07-14T23:59:59+08:00")
    }

    @Test(arguments: [
        "", "2025", "2025-7-14", "2025-02-29", "2025-13-01", "2025-07-14T", "2025-07-14T24:00",
        "2025-07-14T09:60", "2025-07-14T09:00:60", "2025-07-14 9:00", "2025-07-14T09:00+8",
        "2025-07-14T09:00:00.Z", "昨天", "2025-07-14T09:00 ", "٢٠٢٥-07-14", "2025/07/14",
    ])
    func `what is no time is refused with examples`(text: String) {
        #expect { try LocalTime.china.parse(text, bareDate: .end) } throws: { error in
            "\(error)".contains("「\(text)」") && "\(error)".contains("2025-07-14T09:00")
        }
    }

    @Test func `a window is a time span`() throws {
        #expect(try LocalTime.window("7d") == .days(7))
        #expect(try LocalTime.window("24h") == LocalTime.window("1d"))
        #expect(throws: LocalTimeError.notAWindow("7")) { try LocalTime.window("7") }
    }

    @Test func `dates and day numbers are one to one over centuries`() {
        var previous = CivilDate(dayNumber: -200_001)
        for number in -200_000...200_000 {
            let date = CivilDate(dayNumber: number)
            guard date.dayNumber == number, previous < date,
                CivilDate(year: date.year, month: date.month, day: date.day) == date
            else {
                Issue.record("day \(number) became \(date)")
                return
            }
            previous = date
        }
        #expect(CivilDate(dayNumber: 0).description == "1970-01-01")
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2000, month: 2, day: 29)?.dayNumber == 11_016)
    }
}
