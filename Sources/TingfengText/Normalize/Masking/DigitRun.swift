/// Groups of digits with single separators between them, as phones and cards are written.
struct DigitRun {
    struct Group {
        /// Bytes of the text.
        var start: Int
        var end: Int
        /// Place of the first digit in `digits`, and how many there are.
        var first: Int
        var count: Int
        /// The separator before the group; 0 before the first one.
        var separator: UInt32
    }

    private(set) var digits: [UInt8] = []
    private(set) var groups: [Group] = []
    private(set) var end = 0

    /// Separators between two groups: one, or a dash with blanks around it.
    private static let longestSeparator = 3

    mutating func read(_ reader: MaskReader, at start: Int) {
        digits.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        var index = start
        var separator = MaskReader.nothing
        while true {
            index = readGroup(reader, at: index, after: separator)
            end = index
            separator = reader.character(at: index).value
            let next = reader.skip(from: index, limit: Self.longestSeparator) {
                $0.isNumberSeparator
            }
            guard next > index, reader.character(at: next).value.isDigit else { return }
            if separator == 0x20 || separator == 0xA0 {
                let last = reader.character(before: next).value
                if last == 0x2D { separator = last }
            }
            index = next
        }
    }

    private mutating func readGroup(
        _ reader: MaskReader,
        at start: Int,
        after separator: UInt32
    ) -> Int {
        let first = digits.count
        var index = start
        while true {
            let (value, end) = reader.character(at: index)
            guard value.isDigit else { break }
            digits.append(UInt8(value - 0x30))
            index = end
        }
        groups.append(
            Group(
                start: start,
                end: index,
                first: first,
                count: digits.count - first,
                separator: separator
            )
        )
        return index
    }

    /// How many digits stand in a group and those after it.
    func digitCount(from group: Int) -> Int { digits.count - groups[group].first }

    func digits(of group: Int) -> ArraySlice<UInt8> {
        digits[groups[group].first..<(groups[group].first + groups[group].count)]
    }

    /// The digits of several groups, taken as one number.
    func digits(of range: Range<Int>) -> ArraySlice<UInt8> {
        guard let last = range.last else { return [] }
        return digits[groups[range.lowerBound].first..<(groups[last].first + groups[last].count)]
    }

    /// Whether groups of these sizes begin at a group.
    func hasShape(_ counts: [Int], at group: Int) -> Bool {
        guard group + counts.count <= groups.count else { return false }
        return counts.indices.allSatisfy { groups[group + $0].count == counts[$0] }
    }

    /// How many groups, each of at least three digits, make up a number of just so many digits.
    func groupCount(digits wanted: Int, from group: Int, atMost limit: Int) -> Int? {
        var total = 0
        for index in group..<min(groups.count, group + limit) {
            guard groups[index].count >= 3 else { return nil }
            total += groups[index].count
            if total == wanted { return index - group + 1 }
            if total > wanted { return nil }
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    /// Whether eight digits are a date such as 20190115.
    var isDate: Bool {
        guard count == 8 else { return false }
        let year = number(at: 0, 4)
        return (1_900...2_099).contains(year) && (1...12).contains(number(at: 4, 2))
            && (1...31).contains(number(at: 6, 2))
    }

    /// The value of some digits.
    func number(at offset: Int, _ count: Int) -> Int {
        dropFirst(offset).prefix(count).reduce(0) { $0 * 10 + Int($1) }
    }
}
