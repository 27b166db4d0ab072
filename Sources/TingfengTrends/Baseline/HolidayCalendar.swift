/// Which days are holidays and which weekends are worked (节假日与调休日历).
///
/// Only exceptions are listed; all other days are workdays or weekends by the day of the week.
/// Years without any listed day are not covered: they degrade to plain weeks, and `covers(_:)`
/// says so, so that a caller can warn instead of being wrong in silence.
public struct HolidayCalendar: Sendable {
    private let listed: [Day: DayType]
    private let years: Set<Int>

    /// No holidays at all: workdays and weekends only, every day covered.
    public static let none = HolidayCalendar(listed: [:], years: [])

    /// Reads `date,daytype` lines: `holiday`, `spring_festival`, `makeup_workday` and, if wanted,
    /// the other names of `DayType`; the header line is required, lines with `#` are comments.
    ///
    /// - Throws: `TrendsError` with the line that is wrong.
    public init(csv: [UInt8]) throws(TrendsError) {
        var listed: [Day: DayType] = [:]
        var years: Set<Int> = []
        var reader = DelimitedLines(bytes: csv)
        guard let header = try reader.next(), header.cells == ["date", "daytype"] else {
            throw .missingColumn("date,daytype")
        }
        while let row = try reader.next() {
            guard row.cells.count == 2, let day = DateText(row.cells[0])?.day else {
                throw .badDate(line: row.line, text: row.cells.first ?? "")
            }
            guard let type = DayType(rawValue: row.cells[1]) else {
                throw .badDayType(line: row.line, text: row.cells[1])
            }
            listed[day] = type
            years.insert(day.civil.year)
        }
        self.init(listed: listed, years: years)
    }

    private init(listed: [Day: DayType], years: Set<Int>) {
        self.listed = listed
        self.years = years
    }

    /// The calendar that knows of no holiday from a day on.
    public func before(_ day: Day) -> HolidayCalendar {
        HolidayCalendar(listed: listed.filter { $0.key < day }, years: years)
    }

    /// The listed days in order, as they would stand in a file.
    public var lines: [String] {
        listed.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value.rawValue)" }
    }

    /// Whether the calendar knows the holidays of that day's year.
    public func covers(_ day: Day) -> Bool {
        years.isEmpty || years.contains(day.civil.year)
    }

    /// The type of a day.
    ///
    /// The first day back is the first ordinary workday after days off that held a holiday.
    public func type(of day: Day) -> DayType {
        if let type = listed[day] { return type }
        guard day.weekday < 5 else { return .weekend }
        var earlier = day.advanced(by: -1)
        while true {
            switch listed[earlier] {
            case .holiday, .springFestival: return .firstDayBack
            case .none where earlier.weekday >= 5: earlier = earlier.advanced(by: -1)
            default: return .workday
            }
        }
    }
}
