/// What is wrong with a time on the command line.
public enum LocalTimeError: Error, Equatable, Sendable, CustomStringConvertible {
    case notATime(String)
    case notAWindow(String)

    /// One Chinese sentence.
    public var description: String {
        switch self {
        case .notATime(let text):
            "「\(text)」不是时间，请写 2025-07-14、2025-07-14T09:00、\"2025-07-14 09:00:00\" "
                + "或 2025-07-14T09:00:00+08:00。"
        case .notAWindow(let text):
            "「\(text)」不是时间窗，请写 24h、1d 或 7d。"
        }
    }
}

extension LocalTime {
    /// Which moment of the day a bare date stands for.
    public enum DayEdge: Sendable {
        /// Its first second, as for `--from`.
        case start
        /// Its last second, as for `--as-of` and `--to`.
        case end
    }

    /// Reads a time as people write it on the command line.
    ///
    /// That is `2025-07-14`, `2025-07-14T09:00`, `2025-07-14 09:00:00`, or RFC 3339 with `Z` or an
    /// offset. Fractions of seconds are dropped.
    public func parse(_ text: String, bareDate edge: DayEdge) throws(LocalTimeError) -> Int64 {
        guard let parts = TimeText(text) else { throw .notATime(text) }
        guard let civil = parts.civil else {
            let day = parts.date.dayNumber
            return edge == .start ? startOfDay(number: day) : startOfDay(number: day + 1) - 1
        }
        return parts.offset.map { civil.clockSeconds - Int64($0) } ?? moment(of: civil)
    }

    /// Reads the length of a window: `24h`, `1d`, `7d`.
    public static func window(_ text: String) throws(LocalTimeError) -> TimeSpan {
        guard let span = TimeSpan(text) else { throw .notAWindow(text) }
        return span
    }
}

/// The parts of a written time.
private struct TimeText {
    var date: CivilDate
    /// `nil` for a bare date.
    var civil: CivilTime?
    /// Seconds east of Greenwich, if written.
    var offset: Int?

    init?(_ text: String) {
        var rest = text[...]
        guard let year = rest.takeDigits(4), rest.take("-"), let month = rest.takeDigits(2),
            rest.take("-"), let day = rest.takeDigits(2),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        self.date = date
        if rest.isEmpty { return }
        guard rest.take("T") || rest.take("t") || rest.take(" "),
            let civil = Self.clock(on: date, &rest)
        else { return nil }
        self.civil = civil
        if rest.isEmpty { return }
        guard let offset = Self.offset(&rest), rest.isEmpty else { return nil }
        self.offset = offset
    }

    private static func clock(on date: CivilDate, _ rest: inout Substring) -> CivilTime? {
        guard let hour = rest.takeDigits(2), rest.take(":"), let minute = rest.takeDigits(2) else {
            return nil
        }
        var second = 0
        if rest.take(":") {
            guard let digits = rest.takeDigits(2) else { return nil }
            second = digits
            if rest.take(".") {
                guard rest.takeDigits(1) != nil else { return nil }
                while rest.takeDigits(1) != nil {}
            }
        }
        return CivilTime(date, hour: hour, minute: minute, second: second)
    }

    private static func offset(_ rest: inout Substring) -> Int? {
        if rest.take("Z") || rest.take("z") { return 0 }
        let isWest = rest.take("-")
        guard isWest || rest.take("+"), let hours = rest.takeDigits(2), hours < 24 else {
            return nil
        }
        guard rest.take(":"), let minutes = rest.takeDigits(2), minutes < 60 else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }
}

extension Substring {
    fileprivate mutating func take(_ character: Character) -> Bool {
        guard first == character else { return false }
        removeFirst()
        return true
    }

    /// Takes exactly so many ASCII digits.
    fileprivate mutating func takeDigits(_ count: Int) -> Int? {
        let digits = prefix(count)
        guard digits.count == count, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
            return nil
        }
        removeFirst(count)
        return Int(digits)
    }
}
