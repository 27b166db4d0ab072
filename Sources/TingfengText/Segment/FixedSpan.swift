/// A stretch of text that is one token whatever the engine says.
struct FixedSpan: Equatable {
    var range: Range<Int32>
    var kind: TokenKind
    var source: TokenSource
}

/// Finds the fixed spans of a text: user words leftmost-longest, then place codes, URLs and e-mail
/// addresses; none inside a run of Latin letters and digits.
struct FixedSpanFinder {
    let words: UserWords

    func spans(in units: UnsafeBufferPointer<UInt16>) -> [FixedSpan] {
        var spans: [FixedSpan] = []
        var index = 0
        while index < units.count {
            if let span = span(in: units, at: index) {
                spans.append(span)
                index = Int(span.range.upperBound)
            } else {
                index += 1
            }
        }
        return spans
    }

    private func span(in units: UnsafeBufferPointer<UInt16>, at start: Int) -> FixedSpan? {
        if !words.isEmpty, Self.canCut(units, at: start),
            let end = words.longestWord(
                in: units,
                from: start,
                canEnd: { Self.canCut(units, at: $0) }
            )
        {
            return Self.span(start, end, .userWord)
        }
        let unit = units[start]
        if unit == ProvinceName.units[0] {
            return ProvinceName.end(units, at: start).flatMap { keep(units, start, $0, .place) }
        }
        guard unit.isASCIIAlphanumeric, start == 0 || !units[start - 1].isAddressUnit else {
            return nil
        }
        if let end = PlaceCode.end(units, at: start) { return keep(units, start, end, .place) }
        if let end = NetAddress.end(units, at: start) {
            return keep(units, start, end, .netAddress)
        }
        return nil
    }

    /// A span that the rules found, unless the user denies it.
    private func keep(
        _ units: UnsafeBufferPointer<UInt16>,
        _ start: Int,
        _ end: Int,
        _ source: TokenSource
    ) -> FixedSpan? {
        words.hasDenied && words.denies(ArraySlice(units[start..<end]))
            ? nil : Self.span(start, end, source)
    }

    private static func span(_ start: Int, _ end: Int, _ source: TokenSource) -> FixedSpan {
        FixedSpan(
            range: Int32(start)..<Int32(end),
            kind: source == .netAddress ? .latin : .word,
            source: source
        )
    }

    /// Whether a token may end here: not between two Latin letters or digits, nor inside a pair.
    private static func canCut(_ units: UnsafeBufferPointer<UInt16>, at index: Int) -> Bool {
        guard index > 0, index < units.count else { return true }
        if UTF16.isTrailSurrogate(units[index]) { return false }
        return !(units[index].isASCIIAlphanumeric && units[index - 1].isASCIIAlphanumeric)
    }
}
