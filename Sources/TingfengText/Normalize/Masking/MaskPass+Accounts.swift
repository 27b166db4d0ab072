// E-mail addresses, WeChat and QQ accounts.

extension MaskPass {
    private static let longestMailPart = 64
    private static let accountMarks = characterSet(" :=号码群是为(“\"/,")
    private static let sureMarks = characterSet(":=号是为")
    private static let afterCount = characterSet("元万亿块年月日人个条名位次户%")

    // MARK: E-mail

    mutating func judgeMail(at index: Int) -> Int? {
        let start = mailStart(before: index)
        let domain = reader.character(at: index).end
        guard start < index, let end = domainEnd(from: domain) else { return nil }
        append(.email, start..<end)
        return end
    }

    private func mailStart(before index: Int) -> Int {
        var start = index
        for _ in 0..<Self.longestMailPart {
            let (value, previous) = reader.character(before: start)
            guard Self.isMailCharacter(value) else { break }
            start = previous
        }
        return start
    }

    private static func isMailCharacter(_ value: UInt32) -> Bool {
        value.isAlphanumeric || value == 0x2E || value == 0x5F || value == 0x2D || value == 0x2B
    }

    /// Labels with dots between them, the last of at least two letters.
    private func domainEnd(from start: Int) -> Int? {
        var index = start
        var letters = 0
        var end: Int?
        var hasDot = false
        for _ in 0..<Self.longestMailPart {
            let (value, next) = reader.character(at: index)
            if value == 0x2E, index > start {
                hasDot = true
                letters = 0
            } else if value.isAlphanumeric || value == 0x2D {
                letters = value.isLetter ? letters + 1 : 0
                if hasDot, letters >= 2 { end = next }
            } else {
                break
            }
            index = next
        }
        return end
    }

    // MARK: WeChat and QQ

    mutating func judgeAccount(after cueEnd: Int) -> Int? {
        var isSure = false
        let start = reader.skip(from: cueEnd, limit: 6) { value in
            isSure = isSure || value.isOne(of: Self.sureMarks)
            return value.isOne(of: Self.accountMarks)
        }
        let end = reader.skip(from: start, limit: 21) {
            $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2D
        }
        guard isAccount(start..<end, isSure: isSure) else { return nil }
        append(.wechat, start..<end)
        return end
    }

    private func isAccount(_ range: Range<Int>, isSure: Bool) -> Bool {
        var digits = 0
        var others = 0
        _ = reader.skip(from: range.lowerBound) { value in
            digits += value.isDigit ? 1 : 0
            others += value.isDigit ? 0 : 1
            return value.isAlphanumeric || value == 0x5F || value == 0x2D
        }
        // The character that ended the walk was counted too.
        others -= 1
        if others <= 0 { return isNumberAccount(range, digits: digits) }
        return reader.character(at: range.lowerBound).value.isLetter
            && (6...20).contains(digits + others) && (isSure || digits > 0)
    }

    private func isNumberAccount(_ range: Range<Int>, digits: Int) -> Bool {
        let first = reader.character(at: range.lowerBound).value
        let isShort = digits == 5 && (first == 0x31 || first == 0x39)
        let next = reader.character(at: range.upperBound).value
        return (5...12).contains(digits) && first != 0x30 && !isShort
            && !next.isOne(of: Self.afterCount)
    }
}
