/// Makes the term streams of the full-text index (检索词项): what a document puts into it and what a
/// literal query asks of it.
///
/// The index has two columns. In the first each Han character of a document is a position, with the
/// bigram of it and its neighbour as its term; the last character of a run stands alone. A run of
/// Latin letters and digits is one term at one position. All other characters end a run and have no
/// position. So every literal occurrence is a phrase of the column, however the text was cut into
/// words. In the second column are the words of the tokenizer. Most have two characters and are
/// bigrams as well, so FTS5 finds their entry again while it is still in the cache.
///
/// Wire format: before each term ``separator``, which no term holds; the term in UTF-8.
public struct IndexTerms: Sendable {
    /// The byte before each term.
    public static let separator: UInt8 = 1

    private let tables: CharacterTables

    /// Makes the term maker; the tables fix where runs begin and end.
    public init(tables: CharacterTables) {
        self.tables = tables
    }

    /// Returns the character terms of a document.
    ///
    /// - Complexity: O(*n*); about two output bytes per byte of Chinese text.
    public func characters(of text: NormalizedText) -> [UInt8] {
        // A position takes a separator and a term of two characters at most.
        TermWriter.bytes(capacity: text.units.count * (1 + 2 * TermWriter.bytesPerUnit)) { writer in
            text.units.withUnsafeBufferPointer { units in
                var runs = CharacterRuns(units: units, tables: tables)
                while let position = runs.next() { writer.append(units[position.term]) }
            }
        }
    }

    /// Returns the words of a document that have two and more units.
    public func words(of text: NormalizedText, tokens: [Token]) -> [UInt8] {
        let capacity = tokens.reduce(0) { sum, token in
            sum + 1 + TermWriter.bytesPerUnit * token.range.count
        }
        return TermWriter.bytes(capacity: capacity) { writer in
            text.units.withUnsafeBufferPointer { units in
                for token in tokens where token.kind == .word && token.range.count > 1 {
                    let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
                    writer.append(units[range])
                }
            }
        }
    }

    /// Returns what to ask of the index to find a literal string, already normalized.
    public func query(_ literal: NormalizedText) -> IndexQuery {
        var query = IndexQuery()
        let capacity = literal.units.count * (1 + 2 * TermWriter.bytesPerUnit)
        query.phrase = TermWriter.bytes(capacity: capacity) { writer in
            query.endsWithPrefix = writePhrase(literal, to: &writer)
        }
        query.word = word(literal.units[...])
        return query
    }

    /// Writes the phrase of a literal; returns whether its last term is a prefix.
    private func writePhrase(_ literal: NormalizedText, to writer: inout TermWriter) -> Bool {
        literal.units.withUnsafeBufferPointer { units in
            var endsWithPrefix = false
            var runs = CharacterRuns(units: units, tables: tables)
            var isFollowing = false
            while let position = runs.next() {
                // The text may go on after the query, so its last character pairs with anything.
                let isOpen = position.isLone && position.end == units.count
                if isOpen && isFollowing { break }
                writer.append(units[position.term])
                endsWithPrefix = isOpen
                isFollowing = position.isIdeographic && !position.isLone
            }
            return endsWithPrefix
        }
    }

    /// Returns the one-term stream that finds a word of the tokenizer; empty if the string is not
    /// one unbroken word.
    public func word(_ units: ArraySlice<UInt16>) -> [UInt8] {
        units.withUnsafeBufferPointer { units in
            var runs = CharacterRuns(units: units, tables: tables)
            var covered = 0
            while let position = runs.next(), position.term.lowerBound == covered {
                covered = position.end
            }
            guard covered == units.count, units.count > 1 else { return [] }
            let capacity = 1 + TermWriter.bytesPerUnit * units.count
            return TermWriter.bytes(capacity: capacity) { writer in writer.append(units[...]) }
        }
    }
}
