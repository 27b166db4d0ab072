// Identity cards and bank cards.

extension MaskPass {
    func identityCount(at group: Int) -> Int? {
        guard run.digitCount(from: group) >= 15 else { return nil }
        let isNear = isNear(identityCueEnd, run.groups[group].start, within: 30)
        for wanted in [18, 17, 15] {
            guard let count = run.groupCount(digits: wanted, from: group, atMost: 5),
                !hasPoint(group, count)
            else { continue }
            let digits = run.digits(of: group..<(group + count))
            let hasLetter = checkLetterEnd(run.groups[group + count - 1].end) != nil
            switch wanted {
            case 18
            where isNear || IdentityNumber.isValid(digits.dropLast(), check: digits.last ?? 0),
                17 where hasLetter && (isNear || IdentityNumber.isValid(digits, check: 10)),
                15 where isNear || count == 1 && IdentityNumber.isOldForm(digits):
                return count
            default: continue
            }
        }
        return nil
    }

    /// Where the X ends that may stand for the last digit.
    func checkLetterEnd(_ end: Int) -> Int? {
        let (letter, letterEnd) = reader.character(at: end)
        guard letter == 0x78, !reader.character(at: letterEnd).value.isAlphanumeric else {
            return nil
        }
        return letterEnd
    }

    func cardCount(at group: Int) -> Int? {
        guard run.digitCount(from: group) >= 12 else { return nil }
        if isNear(bankCueEnd, run.groups[group].start, within: 40),
            let count = (12...23).reversed().lazy
                .compactMap({ run.groupCount(digits: $0, from: group, atMost: 6) }).first,
            !isAmount(group + count - 1), !hasPoint(group, count),
            !run.digits(of: group).isDate
        {
            return count
        }
        for wanted in BankCardNumber.counts.reversed() {
            guard let count = cardGroupCount(digits: wanted, from: group) else { continue }
            let digits = run.digits(of: group..<(group + count))
            if BankCardNumber.isValid(digits), !isAmount(group + count - 1),
                !hasPoint(group, count)
            {
                return count
            }
        }
        return nil
    }

    /// Cards are written without gaps or in fours, the last group shorter.
    private func cardGroupCount(digits wanted: Int, from group: Int) -> Int? {
        if run.groups[group].count == wanted { return 1 }
        let fours = wanted / 4
        let rest = wanted % 4
        let shape = Array(repeating: 4, count: fours) + (rest == 0 ? [] : [rest])
        return run.hasShape(shape, at: group) ? shape.count : nil
    }
}
