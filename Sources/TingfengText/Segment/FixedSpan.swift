/// A stretch of text that is one token whatever the engine says.
struct FixedSpan: Equatable {
    var range: Range<Int32>
    var kind: TokenKind
    var source: TokenSource
}

/// Finds the fixed spans of a text: hard user words leftmost-longest; in what they leave over soft
/// user words, if they force their token, place codes, URLs and e-mail addresses, also
/// leftmost-longest; none inside a run of Latin letters and digits.
struct FixedSpanFinder {
    let words: UserWords
    /// Whether soft words are one token too, as with an engine that weighs nothing.
    let forcesSoft: Bool

    /// Returns the fixed spans of a text in order, given what user words stand in it.
    func spans(
        in units: UnsafeBufferPointer<UInt16>,
        _ matches: [UserWordMatch]
    ) -> [FixedSpan] {
        var spans: [FixedSpan] = []
        var start = 0
        for match in matches where match.hard > 0 && match.start >= start {
            fill(units, start..<Int(match.start), &spans)
            spans.append(Self.span(Int(match.start), Int(match.hard), .userWord))
            start = Int(match.hard)
        }
        fill(units, start..<units.count, &spans)
        return spans
    }

    /// Adds the spans of a stretch between hard words.
    private func fill(
        _ units: UnsafeBufferPointer<UInt16>,
        _ range: Range<Int>,
        _ spans: inout [FixedSpan]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if let span = span(in: units, at: index, limit: range.upperBound) {
                spans.append(span)
                index = Int(span.range.upperBound)
            } else {
                index += 1
            }
        }
    }

    private func span(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int,
        limit: Int
    ) -> FixedSpan? {
        if forcesSoft, let match = words.match(in: units, at: start, limit: limit), match.soft > 0 {
            return Self.span(start, Int(match.soft), .userWord)
        }
        guard let (end, source) = ruleEnd(in: units, at: start), end <= limit else { return nil }
        return keep(units, start, end, source)
    }

    /// The end of what a rule makes one token.
    private func ruleEnd(
        in units: UnsafeBufferPointer<UInt16>,
        at start: Int
    ) -> (end: Int, source: TokenSource)? {
        let unit = units[start]
        if unit == ProvinceName.first {
            return ProvinceName.end(units, at: start).map { ($0, .place) }
        }
        guard unit.isASCIIAlphanumeric, start == 0 || !units[start - 1].isAddressUnit else {
            return nil
        }
        if let end = PlaceCode.end(units, at: start) { return (end, .place) }
        return NetAddress.end(units, at: start).map { ($0, .netAddress) }
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
}
