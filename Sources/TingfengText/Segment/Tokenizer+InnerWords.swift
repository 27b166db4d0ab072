extension Tokenizer {
    /// Returns the tokens of a text for search (检索分词): besides each long word the shorter words
    /// inside it, in the order of their beginnings, of equal ones the shorter first.
    ///
    /// 长江大桥 gives 长江, 长江大桥 and 大桥. Inner words are those of the lexicon and of the user,
    /// two characters and longer, unless the training text hardly ever had them as words or the
    /// user denies them.
    public func searchTokens(of text: NormalizedText, _ tokens: [Token]) -> [Token] {
        var all: [Token] = []
        all.reserveCapacity(tokens.count * 5 / 4)
        text.units.withUnsafeBufferPointer { units in
            for token in tokens {
                let first = all.count
                all.append(token)
                guard token.kind == .word, token.range.count > 2 else { continue }
                appendInner(of: token.range, units, to: &all)
                all[first...].sort {
                    ($0.range.lowerBound, $0.range.count) < ($1.range.lowerBound, $1.range.count)
                }
            }
        }
        return all
    }

    private func appendInner(
        of range: Range<Int32>,
        _ units: UnsafeBufferPointer<UInt16>,
        to all: inout [Token]
    ) {
        let limit = Int(range.upperBound)
        for start in Int(range.lowerBound)..<limit {
            var ends: [Int] = []
            model?.forEachWord(in: units, from: start, limit: limit) { end, trust in
                if trust != .broken { ends.append(end) }
            }
            words.forEachWord(in: units, from: start, limit: limit) { end in
                if !ends.contains(end) { ends.append(end) }
            }
            for end in ends where end - start < range.count {
                guard !words.denies(ArraySlice(units[start..<end])) else { continue }
                all.append(Token(range: Int32(start)..<Int32(end), kind: .word))
            }
        }
    }
}
