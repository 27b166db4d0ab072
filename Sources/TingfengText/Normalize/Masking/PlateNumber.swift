/// Number plates of cars, green ones included.
enum PlateNumber {
    /// Short names of the provinces; 楚 stands for one in the contest messages.
    static let provinces = characterSet("楚京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
    private static let marks = characterSet("·.•・- ")
    private static let lastMarks = characterSet("学警挂港澳试领使超")

    /// Where the plate ends that begins with a province at an index; nil if there is none.
    static func end(_ reader: MaskReader, at start: Int) -> Int? {
        let (letter, letterEnd) = reader.character(at: reader.character(at: start).end)
        guard letter.isLetter else { return nil }
        let first = reader.skip(from: letterEnd, limit: 2) { $0.isOne(of: marks) }
        var digits = 0
        var count = 0
        let end = reader.skip(from: first, limit: 8) { value in
            count += value.isAlphanumeric ? 1 : 0
            digits += value.isDigit ? 1 : 0
            return value.isAlphanumeric
        }
        let (mark, markEnd) = reader.character(at: end)
        if count == 4, digits >= 2, mark.isOne(of: lastMarks) { return markEnd }
        return count == 5 && digits >= 1 || count == 6 && digits >= 4 ? end : nil
    }
}

extension MaskPass {
    mutating func judgePlate(at index: Int) -> Int? {
        guard let end = PlateNumber.end(reader, at: index) else { return nil }
        append(.plate, index..<end)
        return end
    }
}
