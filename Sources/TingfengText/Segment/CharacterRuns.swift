/// Walks over the index positions of a text: Han characters one by one, Latin/digit runs whole.
struct CharacterRuns {
    struct Position {
        /// The units of the term: a bigram, the last character of a run, or a Latin/digit run.
        var term: Range<Int>
        /// Where the next position is looked for.
        var end: Int
        var isIdeographic: Bool
        /// Whether the term is an ideographic character without the one after it.
        var isLone: Bool { isIdeographic && term.upperBound == end }
    }

    private let units: UnsafeBufferPointer<UInt16>
    private let tables: CharacterTables
    private var index = 0

    init(units: UnsafeBufferPointer<UInt16>, tables: CharacterTables) {
        self.units = units
        self.tables = tables
    }

    mutating func next() -> Position? {
        while index < units.count {
            let start = index
            let (kind, end) = character(at: start)
            index = end
            if kind.isIdeographic { return ideographicPosition(start, end) }
            if kind.isAlphanumeric { return alphanumericPosition(start) }
        }
        return nil
    }

    private func ideographicPosition(_ start: Int, _ end: Int) -> Position {
        var termEnd = end
        if end < units.count {
            let (nextKind, nextEnd) = character(at: end)
            if nextKind.isIdeographic { termEnd = nextEnd }
        }
        return Position(term: start..<termEnd, end: end, isIdeographic: true)
    }

    private mutating func alphanumericPosition(_ start: Int) -> Position {
        while index < units.count {
            let (kind, end) = character(at: index)
            guard kind.isAlphanumeric else { break }
            index = end
        }
        return Position(term: start..<index, end: index, isIdeographic: false)
    }

    private func character(at index: Int) -> (kind: CharacterClass, end: Int) {
        let unit = units[index]
        if UTF16.isLeadSurrogate(unit), index + 1 < units.count,
            UTF16.isTrailSurrogate(units[index + 1])
        {
            let character = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(units[index + 1] & 0x3FF)
            return (tables.characterClass(of: character), index + 2)
        }
        return (CharacterClass(rawValue: tables.classes[Int(unit)]) ?? .other, index + 1)
    }
}
