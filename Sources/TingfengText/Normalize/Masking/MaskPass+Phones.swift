// Mobile phones, landlines, 400 and 800 numbers.

extension MaskPass {
    private static let mobileShapes = [
        [11], [3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 3, 5],
        Array(repeating: 1, count: 11),
    ]
    private static let localShapes = [[7], [8], [4, 4], [3, 4], [3, 5]]
    private static let serviceShapes = [
        [10], [3, 7], [3, 3, 4], [3, 4, 3], [4, 3, 3], [3, 2, 5], [3, 5, 2], [4, 6], [7, 3],
    ]

    func mobileCount(at group: Int) -> Int? {
        let digits = run.digits(of: group)
        let hasCode = digits.elementsEqual([8, 6]) || digits.elementsEqual([0, 0, 8, 6])
        if hasCode, group + 1 < run.groups.count, let count = plainMobileCount(at: group + 1) {
            return count + 1
        }
        let isWhole = isPrefixedMobile(digits) && !hasPoint(group, 1) && !isAmount(group)
        return isWhole ? 1 : plainMobileCount(at: group)
    }

    private func plainMobileCount(at group: Int) -> Int? {
        guard let shape = Self.mobileShapes.first(where: { run.hasShape($0, at: group) }),
            shape == [3, 4, 4] || !hasPoint(group, shape.count),
            Self.isMobile(run.digits(of: group..<(group + shape.count))),
            !isAmount(group + shape.count - 1)
        else { return nil }
        return shape.count
    }

    private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 11 && digits.first == 1 && digits[digits.startIndex + 1] >= 3
    }

    /// 86, 086, 0086 or 0 without a gap before it, or two numbers without a gap between them.
    private func isPrefixedMobile(_ digits: ArraySlice<UInt8>) -> Bool {
        switch digits.count {
        case 12: digits.first == 0 && Self.isMobile(digits.dropFirst())
        case 13: digits.starts(with: [8, 6]) && Self.isMobile(digits.dropFirst(2))
        case 14: digits.starts(with: [0, 8, 6]) && Self.isMobile(digits.dropFirst(3))
        case 15: digits.starts(with: [0, 0, 8, 6]) && Self.isMobile(digits.dropFirst(4))
        case 22: Self.isMobile(digits.prefix(11)) && Self.isMobile(digits.suffix(11))
        default: false
        }
    }

    /// 400 and 800 numbers.
    func serviceCount(at group: Int) -> Int? {
        let digits = run.digits(of: group)
        guard digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0]),
            let shape = Self.serviceShapes.first(where: { run.hasShape($0, at: group) }),
            !hasPoint(group, shape.count),
            !isAmount(group + shape.count - 1)
        else { return nil }
        return shape.count
    }

    func landlineCount(at group: Int) -> Int? {
        let digits = run.digits(of: group)
        if Self.isAreaCode(digits), let count = localCount(at: group + 1),
            !hasPoint(group, count + 1)
        {
            return count + 1
        }
        let isWhole =
            Self.isAreaCode(digits.prefix(3)) && (10...11).contains(digits.count)
            || Self.isAreaCode(digits.prefix(4)) && (11...12).contains(digits.count)
        if isWhole { return hasPoint(group, 1) ? nil : 1 }
        guard isNear(phoneCueEnd, run.groups[group].start, within: 12), !digits.isDate,
            let count = localCount(at: group), !hasPoint(group, count), !isAmount(group + count - 1)
        else { return nil }
        return count
    }

    private static func isAreaCode(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.first == 0, digits.count == 3 || digits.count == 4 else { return false }
        let second = digits[digits.startIndex + 1]
        if digits.count == 4 { return second >= 3 }
        return second == 2 || second == 1 && digits.last == 0
    }

    /// The seven or eight digits after an area code.
    private func localCount(at group: Int) -> Int? {
        guard group < run.groups.count, run.groups[group].first < run.digits.count,
            (2...9).contains(run.digits[run.groups[group].first])
        else { return nil }
        return Self.localShapes.first { run.hasShape($0, at: group) }?.count
    }

    /// A phone takes "+" before it along, and the "(" of an area code in parentheses.
    func phoneStart(_ group: Int) -> Int {
        let start = run.groups[group].start
        let (before, index) = reader.character(before: start)
        let isClosed = group + 1 < run.groups.count && run.groups[group + 1].separator == 0x29
        return before == 0x2B || before == 0x28 && isClosed ? index : start
    }

    /// An extension goes with its landline: 0731-8xxxxxxx-801, 转801.
    mutating func maskLandline(_ group: Int, _ count: Int) -> Int {
        let next = group + count
        let hasExtension =
            next < run.groups.count && run.groups[next].separator == 0x2D
            && run.groups[next].count <= 4
        return mask(.phone, group, hasExtension ? count + 1 : count)
    }
}
