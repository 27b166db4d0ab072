// Names after 我叫, 联系人, 本人, before 先生 and 女士, and with 某.

extension MaskPass {
    private static let nameMarks = characterSet(" :是为叫()“\"")
    private static let strictMarks = characterSet(" :叫(")
    /// 每周某天 speaks of no one.
    private static let countWords = characterSet("天日个年月些种次处时")
    private static let colon: UInt32 = 0x3A

    mutating func judgeName(after cueEnd: Int, _ strictness: MaskCue.Strictness) -> Int? {
        var hasColon = false
        let marks = strictness == .strict ? Self.strictMarks : Self.nameMarks
        let start = reader.skip(from: cueEnd, limit: 4) { value in
            hasColon = hasColon || value == Self.colon
            return value.isOne(of: marks)
        }
        if strictness == .colon, !hasColon { return nil }
        let ending: PersonName.Ending = strictness == .strict && !hasColon ? .marked : .free
        guard let end = PersonName.end(reader, at: start, ending) else { return nil }
        append(.name, start..<end)
        return end
    }

    mutating func judgeHonorific(at index: Int) -> Int? {
        guard let end = Honorific.end(reader, at: index) else { return nil }
        if let start = PersonName.start(reader, before: index) { append(.name, start..<index) }
        return end
    }

    /// 张某, 李某某: already half hidden, and still a name.
    mutating func judgeSomeone(at index: Int) -> Int? {
        let (surname, start) = reader.character(before: index)
        let end = reader.skip(from: index, limit: 2) { $0 == PersonName.someone }
        let isDouble = end > reader.character(at: index).end
        let next = reader.character(at: end).value
        guard let sureness = Surnames.sureness(of: surname),
            sureness == .clear || isDouble || !next.isHan,
            isDouble || !next.isOne(of: Self.countWords)
        else { return nil }
        append(.name, start..<end)
        return end
    }
}
