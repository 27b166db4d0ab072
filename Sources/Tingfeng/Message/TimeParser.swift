/// Reads the time formats of hotline exports; whatever has two readings is refused, never guessed.
///
/// - Dates `yyyy-M-d`, `yyyy/M/d`, `yyyy年M月d日`, alone (midnight) or followed by "T" or blanks
///   and `H:mm`, `H:mm:ss` or `H:mm:ss.fff`, then a zone (`Z`, `+08:00`, `+0800`, `+08`) or none.
/// - Plain numbers, told apart by size, which do not overlap: 20,000 to under 80,000 is a day of
///   Excel's 1900 system (1954 to 2119), nine or ten digits below 1,970,000,000 are seconds since
///   1970 (until 2032; above, `yyyyMMddHH` begins), thirteen digits below 1,970,000,000,000 are
///   milliseconds. Other numbers (`20190228`, `201902281125`) are refused.
struct TimeParser: Sendable {
    private let local: LocalTime
    private let dayShift: Int

    /// Reads times of `zone`; `dayShift` days are added to a day number for Excel's 1900 system.
    init(local: LocalTime, dayShift: Int = 0) {
        self.local = local
        self.dayShift = dayShift
    }

    /// Returns seconds since 1970 UTC, fractions dropped, or `nil` if the text is no such time.
    func parse(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { bytes in
            var cursor = Cursor(bytes: bytes)
            cursor.trim()
            if cursor.isNumber { return number(String(decoding: cursor.rest, as: UTF8.self)) }
            return calendar(&cursor)
        }
    }

    // MARK: Numbers

    private func number(_ text: String) -> Int64? {
        guard let value = Double(text) else { return nil }
        switch value {
        case Double(20_000 - dayShift)..<Double(80_000 - dayShift):
            return moment(Self.wallSeconds(excelDay: value + Double(dayShift)))
        case 100_000_000..<1_970_000_000: return Int64(value)
        case 1_000_000_000_000..<1_970_000_000_000: return Int64(value / 1000)
        default: return nil
        }
    }

    /// Wall seconds since 1970 of a day number of Excel's 1900 system, to the nearest second.
    static func wallSeconds(excelDay day: Double) -> Int64 {
        Int64(((day - 25_569) * 86_400).rounded())
    }

    // MARK: Calendar

    private func calendar(_ cursor: inout Cursor) -> Int64? {
        guard let date = cursor.date() else { return nil }
        var wall = Int64(date.dayNumber) * 86_400
        var offset: Int64?
        if !cursor.isAtEnd {
            guard cursor.skipBreak(), let seconds = cursor.clock() else { return nil }
            wall += Int64(seconds)
            cursor.skipBlanks()
            if !cursor.isAtEnd {
                guard let named = cursor.zone() else { return nil }
                offset = named
            }
        }
        guard cursor.isAtEnd else { return nil }
        return offset.map { wall - $0 } ?? moment(wall)
    }

    /// The moment when local clocks show so many seconds since 1970-01-01T00:00:00.
    private func moment(_ wall: Int64) -> Int64 {
        local.moment(of: CivilTime(clockSeconds: wall))
    }
}

/// A place in the bytes of a time.
private struct Cursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var i = 0
    private var end: Int

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
    }

    var isAtEnd: Bool { i >= end }
    var rest: Slice<UnsafeBufferPointer<UInt8>> { bytes[i..<end] }

    /// Digits with at most one point, nothing else.
    var isNumber: Bool {
        !isAtEnd && rest.allSatisfy { Self.isDigit($0) || $0 == UInt8(ascii: ".") }
            && rest.count { $0 == UInt8(ascii: ".") } <= 1
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    mutating func trim() {
        skipBlanks()
        while end > i, bytes[end - 1] <= 0x20 { end -= 1 }
    }

    mutating func skipBlanks() {
        while !isAtEnd, bytes[i] <= 0x20 { i += 1 }
    }

    /// Skips what stands between date and clock: "T", or blanks, or nothing after 日.
    mutating func skipBreak() -> Bool {
        let start = i
        if take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) { return true }
        skipBlanks()
        return i > start || start > 0 && bytes[start - 1] >= 0x80
    }

    mutating func date() -> CivilDate? {
        guard let year = digits(4...4), (1900...2199).contains(year), !isAtEnd else { return nil }
        let isChinese = take("年")
        let separator = bytes[i]
        if !isChinese {
            guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") else {
                return nil
            }
            i += 1
        }
        guard let month = digits(1...2), isChinese ? take("月") : take(separator) else { return nil }
        guard let day = digits(1...2), !isChinese || take("日") else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Seconds since midnight.
    mutating func clock() -> Int? {
        guard let hour = digits(1...2), hour < 24, take(UInt8(ascii: ":")) else { return nil }
        guard let minute = digits(2...2), minute < 60 else { return nil }
        guard take(UInt8(ascii: ":")) else { return hour * 3600 + minute * 60 }
        guard let second = digits(2...2), second < 60 else { return nil }
        if take(UInt8(ascii: ".")), digits(1...9) == nil { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of Greenwich.
    mutating func zone() -> Int64? {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isWest = take(UInt8(ascii: "-"))
        guard isWest || take(UInt8(ascii: "+")), let hours = pair(), hours <= 14 else { return nil }
        let hasColon = take(UInt8(ascii: ":"))
        guard let minutes = isAtEnd && !hasColon ? 0 : pair(), minutes < 60 else { return nil }
        return Int64((hours * 3600 + minutes * 60) * (isWest ? -1 : 1))
    }

    /// Two digits, whatever follows.
    private mutating func pair() -> Int? {
        guard i + 2 <= end, Self.isDigit(bytes[i]), Self.isDigit(bytes[i + 1]) else { return nil }
        defer { i += 2 }
        return Int(bytes[i] - 0x30) * 10 + Int(bytes[i + 1] - 0x30)
    }

    /// A number of so many digits, all there are.
    private mutating func digits(_ length: ClosedRange<Int>) -> Int? {
        let start = i
        var value = 0
        while !isAtEnd, Self.isDigit(bytes[i]), i - start < length.upperBound {
            value = value * 10 + Int(bytes[i] - 0x30)
            i += 1
        }
        let isCut = !isAtEnd && Self.isDigit(bytes[i])
        return i - start >= length.lowerBound && !isCut ? value : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard !isAtEnd, bytes[i] == byte else { return false }
        i += 1
        return true
    }

    private mutating func take(_ character: StaticString) -> Bool {
        let count = character.utf8CodeUnitCount
        guard i + count <= end else { return false }
        for offset in 0..<count where bytes[i + offset] != character.utf8Start[offset] {
            return false
        }
        i += count
        return true
    }
}
