// Door-level addresses: in 3栋2单元501室 the room, 501, is masked; building and unit stay, since
// the matter of a message is often theirs.

extension MaskPass {
    private static let building = characterSet("栋幢")
    private static let tower: UInt32 = 0x5EA7  // 座
    private static let door: UInt32 = 0x5BA4  // 室
    private static let house: UInt32 = 0x623F  // 房
    private static let number: UInt32 = 0x53F7  // 号
    private static let household: UInt32 = 0x6237  // 户
    private static let floor: UInt32 = 0x697C  // 楼
    /// 单元, read backwards.
    private static let unit: [UInt32] = [0x5143, 0x5355]
    /// What makes a number after a building a count, a time or a measure.
    private static let measures = characterSet(
        "年月日户人元块平米㎡m层楼个多余台部路辆万千百亿级度点时分秒天家条次名位株棵栋幢座%.~/期套间号吨"
    )
    /// What makes 房 the beginning of another word: 500房产.
    private static let afterHouse = characterSet("间号 ,。、;:()!?")
    /// What makes 12号 something else than a door.
    private static let afterNumber = characterSet("楼线门电店商铺出车井地院栋户消梯")
    private static let listMarks = characterSet("、,/和及与~-")

    /// Masks one group of the run if it is the number of a room.
    mutating func judgeRoom(_ group: Int) {
        let part = run.groups[group]
        guard (1...4).contains(part.count) else { return }
        let (before, start) = place(before: part.start, group: group)
        let (after, end) = afterRoom(part.end)
        guard isRoom(group, before: before, after: after, markEnd: end) else { return }
        append(.addressDetail, start..<max(part.end, letterEnd(part.end)))
        roomEnd = max(part.end, letterEnd(part.end))
    }

    private func isRoom(_ group: Int, before: Place, after: UInt32, markEnd: Int) -> Bool {
        let count = run.groups[group].count
        let next = reader.character(at: markEnd).value
        switch after {
        case Self.door: return count >= 3 || before != .none
        case Self.house:
            let isWhole = next == 0 || next.isOne(of: Self.afterHouse)
            return count >= 3 && (before != .none || isWhole)
        case Self.number where next == Self.house: return count >= 3 || before != .none
        case Self.number:
            return (before == .unit || before == .building && count >= 2)
                && !next.isOne(of: Self.afterNumber)
        case Self.household: return before == .unit && count >= 3
        default: break
        }
        guard count >= 3, !after.isOne(of: Self.measures) else { return false }
        return before != .none
    }

    private enum Place {
        case none, building, unit
    }

    /// What kind of place stands before a number, and where the number with its letter begins.
    private func place(before numberStart: Int, group: Int) -> (Place, Int) {
        var (value, index) = reader.character(before: numberStart)
        var start = numberStart
        if value.isLetter {
            start = index
            (value, index) = reader.character(before: index)
        }
        if isListed(value, index) || isDashed(group) { return (.unit, start) }
        if value == 0x20 || value == 0x2D { (value, index) = reader.character(before: index) }
        if value.isOne(of: Self.building) { return (.building, start) }
        let previous = reader.character(before: index).value
        if value == Self.unit[0], previous == Self.unit[1] { return (.unit, start) }
        let isNamed =
            value == Self.floor && previous == Self.number
            || value == Self.floor && previous.isDigit
            || value == Self.tower && previous.isAlphanumeric
        if isNamed {
            return (.building, start)
        }
        return (.none, start)
    }

    /// 501、502室: the second room of a list.
    private func isListed(_ mark: UInt32, _ index: Int) -> Bool {
        mark.isOne(of: Self.listMarks) && roomEnd == index
    }

    /// 3-2-501: building, unit and room.
    private func isDashed(_ group: Int) -> Bool {
        guard group >= 2, run.hasShape([run.groups[group].count], at: group) else { return false }
        let digits = run.digits(of: group)
        let isYear =
            digits.count == 4 && (digits.starts(with: [1, 9]) || digits.starts(with: [2, 0]))
        return digits.count >= 3 && !isYear
            && (group - 1...group).allSatisfy { run.groups[$0].separator == 0x2D }
            && (group - 2..<group).allSatisfy { run.groups[$0].count <= 2 }
            && (group == 2 || run.groups[group - 2].separator != 0x2D)
    }

    /// The character after a number and its letter (501A室), and where it ends.
    private func afterRoom(_ end: Int) -> (value: UInt32, end: Int) {
        reader.character(at: letterEnd(end))
    }

    private func letterEnd(_ end: Int) -> Int {
        let (letter, next) = reader.character(at: end)
        guard letter.isLetter, !reader.character(at: next).value.isAlphanumeric else { return end }
        return next
    }
}
