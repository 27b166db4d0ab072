/// Numbers of identity cards (GB 11643).
enum IdentityNumber {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks = Array("10X98765432".utf8)

    /// First two digits of the provinces.
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
        52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91,
    ]

    /// Whether 17 digits and a check character ("X" as 10) are a number of 18 places.
    static func isValid(_ digits: ArraySlice<UInt8>, check: UInt8) -> Bool {
        guard digits.count == 17, hasPlaceAndDate(digits, yearDigits: 4) else { return false }
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
        let expected = checks[sum % 11]
        return check == 10 ? expected == UInt8(ascii: "X") : expected == check + UInt8(ascii: "0")
    }

    /// Whether 15 digits can be a number of the old form, which has no check digit.
    static func isOldForm(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 15 && hasPlaceAndDate(digits, yearDigits: 2)
    }

    private static func hasPlaceAndDate(_ digits: ArraySlice<UInt8>, yearDigits: Int) -> Bool {
        let year = digits.number(at: 6, yearDigits)
        return provinces.contains(digits.number(at: 0, 2))
            && (yearDigits == 2 || (1_880...2_099).contains(year))
            && (1...12).contains(digits.number(at: 6 + yearDigits, 2))
            && (1...31).contains(digits.number(at: 8 + yearDigits, 2))
    }
}

/// Numbers of bank cards (ISO/IEC 7812).
enum BankCardNumber {
    static let counts = 13...19

    /// Luhn's check.
    ///
    /// Numbers that begin with 0, 1 or 2 are dates, times and order numbers far
    /// more often than cards.
    static func isValid(_ digits: ArraySlice<UInt8>) -> Bool {
        guard counts.contains(digits.count), let first = digits.first, first >= 3 else {
            return false
        }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = Int(digit) * (place % 2 + 1)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }
}
