/// Decimal numbers as text (数字格式), the same on every platform.
///
/// Rounding is half away from zero on the shortest digits that identify the value, which is what
/// people do by hand; no exponent appears that was not asked for. Values must be finite.
enum DecimalText {
    /// Returns the value times 10^`shift` with exactly `decimals` digits after the point.
    static func fixed(_ value: Double, decimals: Int, shift: Int = 0) -> String {
        var digits = Digits(value)
        digits.point += shift
        digits.round(to: digits.point + decimals)
        return digits.plain(decimals: decimals)
    }

    /// Returns the value with at most `digits` significant digits; below 0.0001 and from 10^15 on
    /// with an exponent, `3.1e-14`.
    static func significant(_ value: Double, digits count: Int) -> String {
        var digits = Digits(value)
        digits.round(to: count)
        return digits.shortest(plainPoints: -3...15)
    }

    /// Returns the shortest text that reads back as the value; whole numbers have no point, and
    /// values from 10^-7 up to 10^21 no exponent (as in JavaScript).
    static func shortest(_ value: Double) -> String {
        millionths(value) ?? Digits(value).shortest(plainPoints: -6...21)
    }

    /// Returns the shortest text of a number below a thousand millions that has at most six decimals, as
    /// nearly all that are printed: no other text so short reads back as it.
    private static func millionths(_ value: Double) -> String? {
        let scaled = (value.magnitude * 1e6).rounded()
        guard scaled < 1e15, scaled / 1e6 == value.magnitude else { return nil }
        var (rest, decimals) = (Int(scaled), 6)
        guard rest > 0 else { return "0" }
        while decimals > 0, rest.isMultiple(of: 10) { (rest, decimals) = (rest / 10, decimals - 1) }
        return String(unsafeUninitializedCapacity: 24) { bytes in
            // From the last digit to the first; a point before the decimals, a digit before it.
            var place = bytes.count
            func put(_ byte: UInt8) {
                place -= 1
                bytes[place] = byte
            }
            var count = 0
            while rest > 0 || count <= decimals {
                if count == decimals, count > 0 { put(UInt8(ascii: ".")) }
                put(UInt8(ascii: "0") + UInt8(rest % 10))
                (rest, count) = (rest / 10, count + 1)
            }
            if value < 0 { put(UInt8(ascii: "-")) }
            let length = bytes.count - place
            for index in 0..<length { bytes[index] = bytes[place + index] }
            return length
        }
    }

    /// Returns a whole number with a comma between thousands.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }
}

/// 0.d₁d₂d₃… × 10^point, without leading or trailing zeros; zero has no digits.
private struct Digits {
    var isNegative: Bool
    var digits: [UInt8] = []
    var point = 0

    /// Takes the digits from Swift's own shortest description: `1.25`, `5e-324`, `1e+16`.
    init(_ value: Double) {
        isNegative = value < 0
        let parts = "\(value.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        digits = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
        point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        trim()
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point = digits.isEmpty ? 1 : point - zeros
        if digits.isEmpty { isNegative = false }
    }

    /// Keeps the first `count` digits, which may be none or fewer than none.
    mutating func round(to count: Int) {
        guard count < digits.count else { return }
        let isUp = count >= 0 && digits[count] >= 5
        digits.removeLast(digits.count - max(0, count))
        if isUp { increment() }
        trim()
    }

    private mutating func increment() {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(
            decoding: range.map { index in
                UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)
            },
            as: UTF8.self
        )
    }

    func plain(decimals: Int) -> String {
        let whole = point > 0 ? text(0..<point) : "0"
        let fraction = decimals > 0 ? "." + text(point..<(point + decimals)) : ""
        return (isNegative ? "-" : "") + whole + fraction
    }

    func shortest(plainPoints: ClosedRange<Int>) -> String {
        if digits.isEmpty || plainPoints.contains(point) {
            return plain(decimals: max(0, digits.count - point))
        }
        let fraction = digits.count > 1 ? "." + text(1..<digits.count) : ""
        return (isNegative ? "-" : "") + text(0..<1) + fraction + "e\(point - 1)"
    }
}
