/// How often each character of a stream is a token by itself.
struct SingleTokens {
    private var occurrences = [Int32](repeating: 0, count: 0x10000)
    private var alone = [Int32](repeating: 0, count: 0x10000)

    init(_ units: [UInt16], _ marks: [WordDiscovery.Mark]) {
        for index in units.indices where marks[index].contains(.han) {
            occurrences[Int(units[index])] += 1
            if marks[index].contains(.begins), marks[index + 1].contains(.begins) {
                alone[Int(units[index])] += 1
            }
        }
    }

    /// How plausible a cut of a word is: the product over its one-character pieces of the share of
    /// that character's other occurrences where it is a token by itself.
    ///
    /// 1 if there is no such piece; 0 for a word that is not cut at all.
    func plausibility(of word: ArraySlice<UInt16>, cuts: Int, whole count: Int) -> Double {
        guard cuts != 0 else { return 0 }
        var product = 1.0
        var start = 0
        for end in 1...word.count where end == word.count || cuts & 1 << (end - 1) != 0 {
            if end - start == 1 {
                let unit = Int(word[word.startIndex + start])
                // Its own occurrences say nothing about whether it is a word elsewhere.
                let others = Double(max(Int(occurrences[unit]) - count, 0))
                let single = Double(max(Int(alone[unit]) - count, 0))
                product *= (single + 0.5) / (others + 5)
            }
            start = end
        }
        return product
    }
}
