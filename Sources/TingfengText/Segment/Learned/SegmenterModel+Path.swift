/// Viterbi over the four labels, in integers.
extension SegmenterModel {
    /// The bits of a step: set if the better way into the label is the second of its two.
    enum Step {
        /// From S rather than E.
        static let begin: UInt8 = 1
        /// From M rather than B.
        static let middle: UInt8 = 2
        /// From M rather than B.
        static let end: UInt8 = 4
        /// From S rather than E.
        static let single: UInt8 = 8
    }

    /// Cuts a sequence: leaves in `steps` of each position 0, or 1 plus the kind of the token that
    /// ends there.
    func segment(
        _ line: borrowing SymbolLine,
        _ sequence: Range<Int>,
        _ evidence: UserWordEvidence
    ) {
        score(line, sequence, evidence)
        markEnds(line, sequence, endsSingle: walk(line, sequence))
        setKinds(line, sequence)
    }

    /// Adds up the scores of every position, by the standard whose text the sequence reads like.
    func score(
        _ line: borrowing SymbolLine,
        _ sequence: Range<Int>,
        _ evidence: UserWordEvidence
    ) {
        var weights = weights
        if let secondWeights, styleSum(line, sequence) > 0 { weights = secondWeights }
        scoreSymbols(line, sequence, weights)
        findWords(line, sequence)
        markUserWords(evidence, line, sequence)
        scoreContext(line, sequence, weights)
    }

    /// Walks forward over a sequence and records the steps; returns whether its last label is S
    /// rather than E.
    func walk(_ line: borrowing SymbolLine, _ sequence: Range<Int>) -> Bool {
        let steps = line.steps
        let scores = line.scores
        let impossible = -1 << 40
        let first = scores[sequence.lowerBound]
        var begin = Self.lane(first, 0)
        var middle = impossible
        var end = impossible
        var single = Self.lane(first, 3)
        let ways = transitions
        for position
            in (sequence.lowerBound + 1)..<max(sequence.upperBound, sequence.lowerBound + 1)
        {
            let score = scores[position]
            let beginFromEnd = end &+ ways.endBegin
            let beginFromSingle = single &+ ways.singleBegin
            let singleFromEnd = end &+ ways.endSingle
            let singleFromSingle = single &+ ways.singleSingle
            let middleFromBegin = begin &+ ways.beginMiddle
            let middleFromMiddle = middle &+ ways.middleMiddle
            let endFromBegin = begin &+ ways.beginEnd
            let endFromMiddle = middle &+ ways.middleEnd
            var step: UInt8 = beginFromSingle > beginFromEnd ? Step.begin : 0
            step |= middleFromMiddle > middleFromBegin ? Step.middle : 0
            step |= endFromMiddle > endFromBegin ? Step.end : 0
            step |= singleFromSingle > singleFromEnd ? Step.single : 0
            steps[position] = step
            begin = max(beginFromEnd, beginFromSingle) &+ Self.lane(score, 0)
            middle = max(middleFromBegin, middleFromMiddle) &+ Self.lane(score, 1)
            end = max(endFromBegin, endFromMiddle) &+ Self.lane(score, 2)
            single = max(singleFromEnd, singleFromSingle) &+ Self.lane(score, 3)
        }
        return single > end
    }

    /// Walks back from the last label and turns the step of each position into whether a word ends
    /// there: 1 or 0.
    ///
    /// B and S come after E or S, M and E after B or M; the bit of the label says which. Without
    /// branches, since where words end is what nobody can predict.
    func markEnds(_ line: borrowing SymbolLine, _ sequence: Range<Int>, endsSingle: Bool) {
        let steps = line.steps
        var label: UInt8 = endsSingle ? 3 : 2
        var position = sequence.upperBound &- 1
        while position >= sequence.lowerBound {
            let second = (steps[position] &>> label) & 1
            steps[position] = label &>> 1
            let isInner = (label ^ (label &>> 1)) & 1
            label = second &+ 2 &- 2 &* isInner
            position &-= 1
        }
    }

    /// Raises the mark of each end by the kind of its token: a word if it has a Han character, else
    /// of letters, of digits, of marks.
    private func setKinds(_ line: borrowing SymbolLine, _ sequence: Range<Int>) {
        let steps = line.steps
        let symbols = line.symbols
        var seen: UInt64 = 0
        for position in sequence {
            seen |= 1 &<< UInt64(classes[Int(symbols[position])])
            let isEnd = steps[position]
            steps[position] = isEnd &* (1 &+ Self.kind(ofClasses: seen))
            seen &*= 1 &- UInt64(isEnd)
        }
    }

    /// The raw value of the kind of a token with these classes, one bit each.
    @inline(__always)
    static func kind(ofClasses seen: UInt64) -> UInt8 {
        // A nibble for each set of letters, digits and marks: digits 1, letters 2, mark 4.
        let kinds: UInt64 = 0x2213_2215
        let set = (seen &>> 1) & 3 | (seen &>> 4) & 4
        let han: UInt64 = 0b11_1000
        return seen & han != 0 ? 0 : UInt8(truncatingIfNeeded: (kinds &>> (set &* 4)) & 0xF)
    }

    @inline(__always)
    static func lane(_ score: UInt64, _ label: UInt64) -> Int {
        Int(truncatingIfNeeded: (score &>> (label &* 16)) & 0xFFFF)
    }
}
