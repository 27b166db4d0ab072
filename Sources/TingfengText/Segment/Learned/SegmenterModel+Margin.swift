/// How sure the model is of each cut, for those who ask; the cuts themselves need none of this.
extension SegmenterModel {
    /// The best scores of paths up to or from a position, by its label.
    private typealias Labels = (begin: Int, middle: Int, end: Int, single: Int)

    private static let impossible = -1 << 40

    /// For each place between two positions of a scored sequence: the score of the best path with a
    /// cut there less that of the best path without, in the steps of the model's integers.
    func margins(_ line: borrowing SymbolLine, _ sequence: Range<Int>) -> [Int] {
        guard sequence.count > 1 else { return [] }
        var before: [Labels] = [first(line.scores[sequence.lowerBound])]
        for position in sequence.dropFirst() {
            before.append(next(before[before.count - 1], line.scores[position]))
        }
        var after: Labels = (Self.impossible, Self.impossible, 0, 0)
        var margins = [Int](repeating: 0, count: sequence.count - 1)
        for offset in margins.indices.reversed() {
            let labels = before[offset]
            let scored = added(after, line.scores[sequence.lowerBound + offset + 1])
            let fromBegin = inside(scored, transitions.beginMiddle, transitions.beginEnd)
            let fromMiddle = inside(scored, transitions.middleMiddle, transitions.middleEnd)
            let fromEnd = outside(scored, transitions.endBegin, transitions.endSingle)
            let fromSingle = outside(scored, transitions.singleBegin, transitions.singleSingle)
            let cut = max(labels.end + fromEnd, labels.single + fromSingle)
            margins[offset] = cut - max(labels.begin + fromBegin, labels.middle + fromMiddle)
            after = (fromBegin, fromMiddle, fromEnd, fromSingle)
        }
        return margins
    }

    private func first(_ score: UInt64) -> Labels {
        let labels = added((0, 0, 0, 0), score)
        return (labels.begin, Self.impossible, Self.impossible, labels.single)
    }

    private func next(_ labels: Labels, _ score: UInt64) -> Labels {
        let ways = transitions
        let (begin, middle, end, single) = labels
        return added(
            (
                max(end + ways.endBegin, single + ways.singleBegin),
                max(begin + ways.beginMiddle, middle + ways.middleMiddle),
                max(begin + ways.beginEnd, middle + ways.middleEnd),
                max(end + ways.endSingle, single + ways.singleSingle)
            ),
            score
        )
    }

    private func added(_ labels: Labels, _ score: UInt64) -> Labels {
        (
            labels.begin + Self.lane(score, 0), labels.middle + Self.lane(score, 1),
            labels.end + Self.lane(score, 2), labels.single + Self.lane(score, 3)
        )
    }

    /// The best way on inside a word.
    private func inside(_ labels: Labels, _ middle: Int, _ end: Int) -> Int {
        max(labels.middle + middle, labels.end + end)
    }

    /// The best way on into a new word.
    private func outside(_ labels: Labels, _ begin: Int, _ single: Int) -> Int {
        max(labels.begin + begin, labels.single + single)
    }
}
