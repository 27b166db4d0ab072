/// The user words that stand in one text.
struct UserWordEvidence {
    private let words: UserWords
    private let units: UnsafeBufferPointer<UInt16>
    /// In the order of where they begin.
    let matches: [UserWordMatch]

    /// Finds the words in a text.
    init(_ words: UserWords, in units: UnsafeBufferPointer<UInt16>) {
        self.words = words
        self.units = units
        matches = words.matches(in: units)
    }

    /// Calls the body with each soft word that stands between two units, the longest from its place.
    @inline(__always)
    func forEachSoftWord(from start: Int32, to limit: Int32, _ body: (Range<Int32>) -> Void) {
        guard !matches.isEmpty else { return }
        var index = firstMatch(from: start)
        while index < matches.count, matches[index].start < limit {
            let match = matches[index]
            index &+= 1
            if match.soft > limit {
                // A shorter word may end in time.
                let inside = words.match(in: units, at: Int(match.start), limit: Int(limit))
                if let inside, inside.soft > 0 { body(inside.start..<inside.soft) }
            } else if match.soft > 0 {
                body(match.start..<match.soft)
            }
        }
    }

    /// The index of the first match that begins at a unit or behind it.
    private func firstMatch(from start: Int32) -> Int {
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
