/// Reads `2024-02-29`, with an optional `T08` or ` 08:30:00` behind it.
struct DateText {
    let day: Day
    /// 0 when the text has no time.
    let hour: Int

    /// Returns nil when the text is no date.
    init?(_ text: String) {
        let parts = text.utf8.split(
            maxSplits: 1,
            whereSeparator: { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") }
        )
        guard let date = parts.first, let day = DateText.day(in: date) else { return nil }
        self.day = day
        guard parts.count > 1 else {
            hour = 0
            return
        }
        let digits = parts[1].prefix { $0 != UInt8(ascii: ":") }
        guard let hour = DateText.number(in: digits, digits: 1...2), hour < 24 else { return nil }
        self.hour = hour
    }

    private static func day(in text: Substring.UTF8View) -> Day? {
        let parts = text.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, let year = number(in: parts[0], digits: 4...4),
            let month = number(in: parts[1], digits: 1...2),
            let day = number(in: parts[2], digits: 1...2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(in text: Substring.UTF8View, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.count) else { return nil }
        var value = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
