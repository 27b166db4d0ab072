/// URLs and e-mail addresses, which word rules would cut at each mark.
enum NetAddress {
    /// The end of the address at an index where a run of letters and digits begins; nil if none.
    static func end(_ units: UnsafeBufferPointer<UInt16>, at start: Int) -> Int? {
        if begins(units, with: "http://", at: start) || begins(units, with: "https://", at: start)
            || begins(units, with: "www.", at: start)
        {
            return urlEnd(units, from: start)
        }
        return mailEnd(units, from: start)
    }

    private static func begins(
        _ units: UnsafeBufferPointer<UInt16>,
        with prefix: StaticString,
        at start: Int
    ) -> Bool {
        let count = prefix.utf8CodeUnitCount
        guard start + count < units.count else { return false }
        return (0..<count).allSatisfy { offset in
            let unit = units[start + offset]
            let folded = unit.isASCIILetter ? unit | 0x20 : unit
            return folded == UInt16(prefix.utf8Start[offset])
        }
    }

    /// Up to the first blank, quote or character beyond ASCII; punctuation at the end stays out.
    private static func urlEnd(_ units: UnsafeBufferPointer<UInt16>, from start: Int) -> Int {
        var end = start
        while end < units.count, (0x21...0x7E).contains(units[end]), !isQuote(units[end]) {
            end += 1
        }
        while end > start, !units[end - 1].isASCIIAlphanumeric, units[end - 1] != 0x2F { end -= 1 }
        return end
    }

    private static func isQuote(_ unit: UInt16) -> Bool {
        unit == 0x22 || unit == 0x27 || unit == 0x3C || unit == 0x3E
    }

    private static func mailEnd(_ units: UnsafeBufferPointer<UInt16>, from start: Int) -> Int? {
        var index = start
        while index < units.count, units[index].isAddressUnit { index += 1 }
        guard index < units.count, units[index] == 0x40 else { return nil }
        let domain = index + 1
        index = domain
        while index < units.count, units[index].isAddressUnit { index += 1 }
        while index > domain, !units[index - 1].isASCIIAlphanumeric { index -= 1 }
        return units[domain..<index].contains(0x2E) ? index : nil
    }
}

extension UInt16 {
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) && self < 0x80 }

    var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }

    /// A unit of a mail address: letters, digits, ".", "_", "-", "+".
    var isAddressUnit: Bool {
        isASCIIAlphanumeric || self == 0x2E || self == 0x5F || self == 0x2D || self == 0x2B
    }
}
