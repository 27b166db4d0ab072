/// Anonymised places of the contest messages: A市, A3区, K8县, L12市.
///
/// One letter, up to three digits, then 市, 区 or 县; not where the last character begins a common
/// word (A|市区, A|市场).
enum PlaceCode {
    private static let city: UInt16 = 0x5E02
    private static let district: UInt16 = 0x533A
    private static let county: UInt16 = 0x53BF
    private static let field: UInt16 = 0x573A
    private static let longestNumber = 3

    /// The end of the place code at an index; nil if there is none.
    static func end(_ units: UnsafeBufferPointer<UInt16>, at start: Int) -> Int? {
        guard units[start].isASCIILetter else { return nil }
        var index = start + 1
        while index < units.count, index - start <= longestNumber, units[index].isASCIIDigit {
            index += 1
        }
        guard index < units.count else { return nil }
        switch units[index] {
        case district, county: return index + 1
        case city:
            let next = index + 1 < units.count ? units[index + 1] : 0
            return next == district || next == field ? nil : index + 1
        default: return nil
        }
    }
}

/// 西地省, the anonymised province of the same messages, but not in 西地|省会.
enum ProvinceName {
    static let units: [UInt16] = Array("西地省".utf16)
    /// A constant of its own: it is compared with every unit of every text.
    static let first: UInt16 = 0x897F
    private static let assembly: UInt16 = 0x4F1A

    static func end(_ text: UnsafeBufferPointer<UInt16>, at start: Int) -> Int? {
        let end = start + units.count
        guard end <= text.count, text[start..<end].elementsEqual(units) else { return nil }
        return end < text.count && text[end] == assembly ? nil : end
    }
}
