extension SegmenterModel {
    /// Whether the lexicon has a string as a word.
    func contains(_ word: ArraySlice<UInt16>) -> Bool {
        word.withUnsafeBufferPointer { units in
            var isWord = false
            forEachWord(in: units, from: 0, limit: units.count) { end, _ in
                isWord = isWord || end == units.count
            }
            return isWord
        }
    }

    /// Calls the body with the end and the trust of each word of the lexicon that begins at a unit
    /// and ends before a limit, shortest first; words with digits or letters are left out.
    func forEachWord(
        in units: UnsafeBufferPointer<UInt16>,
        from start: Int,
        limit: Int,
        _ body: (_ end: Int, _ trust: WordTrust) -> Void
    ) {
        guard start + 1 < limit, let first = plainSymbol(units[start]),
            let second = plainSymbol(units[start + 1])
        else { return }
        var value = node(of: UInt32(first) << 13 | UInt32(second))
        var end = start + 2
        while value != 0 {
            if let trust = WordTrust(rawValue: UInt8(value >> LexiconCell.trustShift)) {
                body(end, trust)
            }
            let base = value & LexiconCell.baseMask
            guard base != 0, end < limit, let symbol = plainSymbol(units[end]) else { return }
            let cell = lexicon[Int(base) + Int(symbol)]
            guard cell.check == base else { return }
            value = cell.value
            end += 1
        }
    }

    private func plainSymbol(_ unit: UInt16) -> UInt16? {
        let entry = alphabet[Int(unit)]
        return ScanKind.of(entry) == ScanKind.plain.rawValue ? entry : nil
    }
}
