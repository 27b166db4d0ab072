// Judges runs of digits: what is a person's, and what only looks like it.

extension MaskPass {
    /// Characters after a number that make it an amount.
    private static let amountMarks = characterSet("元万亿块圆%")
    /// Digits of the shortest number that is masked, a room's aside.
    private static let shortestPhone = 7
    private static let referenceMarks = characterSet(" :为是号码#№(")

    /// Judges the run of digits at an index; returns where it ends.
    mutating func judgeDigits(at index: Int) -> Int {
        run.read(reader, at: index)
        var group = 0
        while group < run.groups.count {
            let count = judgeGroup(group)
            group += max(count, 1)
        }
        return max(run.end, spans.last?.range.upperBound ?? 0)
    }

    /// Returns how many groups were found to be personal data.
    private mutating func judgeGroup(_ group: Int) -> Int {
        // Most numbers are too short to be anything else.
        guard run.digitCount(from: group) >= Self.shortestPhone else {
            judgeRoom(group)
            return 0
        }
        if let count = identityCount(at: group) { return mask(.id, group, count) }
        if !isReference(group) {
            if let count = mobileCount(at: group) { return mask(.phone, group, count) }
            if let count = serviceCount(at: group) { return mask(.phone, group, count) }
            if let count = landlineCount(at: group) { return maskLandline(group, count) }
            if let count = cardCount(at: group) { return mask(.bankcard, group, count) }
        }
        judgeRoom(group)
        return 0
    }

    mutating func mask(_ kind: MaskedSpan.Kind, _ group: Int, _ count: Int) -> Int {
        let start = kind == .phone ? phoneStart(group) : run.groups[group].start
        var end = run.groups[group + count - 1].end
        if kind == .id { end = checkLetterEnd(end) ?? end }
        append(kind, start..<end)
        // 0746-8353066、8367386: what follows a phone is one too.
        if kind == .phone { phoneCueEnd = end }
        return count
    }

    func isAmount(_ group: Int) -> Bool {
        let next = group + 1
        if next < run.groups.count, run.groups[next].separator == 0x2E, run.groups[next].count <= 2
        {
            return true
        }
        return reader.character(at: run.groups[group].end).value.isOne(of: Self.amountMarks)
    }

    /// Whether a point stands before or within some groups: decimals, addresses of the net.
    func hasPoint(_ group: Int, _ count: Int) -> Bool {
        (group..<(group + count)).contains { run.groups[$0].separator == 0x2E }
    }

    /// Whether only marks stand between a word such as 工单编号 and the number.
    private func isReference(_ group: Int) -> Bool {
        let start = run.groups[0].start
        guard isNear(referenceCueEnd, start, within: 12) else { return false }
        return reader.skip(from: referenceCueEnd) { $0.isOne(of: Self.referenceMarks) } >= start
    }
}
