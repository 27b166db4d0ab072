/// Makes the term streams of the full-text index (检索词项): what a document puts into it and what a
/// literal query asks of it.
///
/// Each Han character of a document is a position, with the bigram of it and its neighbour as its
/// term; the last character of a run stands alone. A run of Latin letters and digits is one term at
/// one position. All other characters end a run and have no position. The words of the tokenizer
/// stand at the position of their first character. So every literal occurrence is a phrase of the
/// index, however the text was cut into words.
///
/// Wire format, one term after another: a lead byte, ``Lead``; for words ``wordMark``; the term in
/// UTF-8. No term holds any of these bytes.
public struct IndexTerms: Sendable {
    /// The byte before each term.
    public enum Lead {
        /// The term stands one position after the term before it.
        public static let newPosition: UInt8 = 1
        /// The term stands at the same position as the term before it.
        public static let samePosition: UInt8 = 2
    }

    /// Follows the lead byte of a word, so that words and character terms never mix.
    public static let wordMark: UInt8 = 3

    private let tables: CharacterTables

    /// Makes the term maker; the tables fix where runs begin and end.
    public init(tables: CharacterTables) {
        self.tables = tables
    }

    /// Returns the stream of a document: its character terms and, beside them, its words of two and
    /// more units.
    ///
    /// - Complexity: O(*n*); about three output bytes per byte of Chinese text.
    public func stream(of text: NormalizedText, tokens: [Token]) -> [UInt8] {
        // A position takes a lead byte and a term of two characters at most.
        let positions = text.units.count * (1 + 2 * TermWriter.bytesPerUnit)
        let words = tokens.reduce(0) { sum, token in
            sum + TermWriter.bytesPerWord + TermWriter.bytesPerUnit * token.range.count
        }
        return TermWriter.bytes(capacity: positions + words) { writer in
            write(text, tokens, to: &writer)
        }
    }

    private func write(_ text: NormalizedText, _ tokens: [Token], to writer: inout TermWriter) {
        text.units.withUnsafeBufferPointer { units in
            var words = tokens.lazy.filter { $0.kind == .word && $0.range.count > 1 }
                .map(\.range).makeIterator()
            var word = words.next()
            var runs = CharacterRuns(units: units, tables: tables)
            while let position = runs.next() {
                writer.append(units[position.term], lead: Lead.newPosition)
                while let range = word, Int(range.lowerBound) < position.end {
                    // A word that begins with a mark has no position and is left out.
                    if Int(range.lowerBound) >= position.term.lowerBound {
                        writer.appendWord(units[Int(range.lowerBound)..<Int(range.upperBound)])
                    }
                    word = words.next()
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
                writer.append(units[position.term], lead: Lead.newPosition)
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
            let capacity = TermWriter.bytesPerWord + TermWriter.bytesPerUnit * units.count
            return TermWriter.bytes(capacity: capacity) { writer in
                writer.appendWord(units[...], lead: Lead.newPosition)
            }
        }
    }
}
