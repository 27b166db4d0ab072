/// The sentences of several texts as flat arrays of positions, ready for training.
///
/// Sequences lie one after another with two edges between, as in a ``SymbolLine``.
struct TrainingSet {
    struct Sequence {
        var positions: Range<Int>
        /// Number of the text it is from.
        var text: Int
        /// Sentences of one fold are never judged by what only they know of a word.
        var fold: Int
    }

    /// Labels by number, as in the lanes of a score.
    enum Label {
        static let begin: UInt8 = 0
        static let middle: UInt8 = 1
        static let end: UInt8 = 2
        static let single: UInt8 = 3
    }

    static let foldCount = 8

    private(set) var sequences: [Sequence] = []
    private(set) var symbols: [UInt16] = [SegmenterSymbol.edge, SegmenterSymbol.edge]
    private(set) var labels: [UInt8] = [Label.single, Label.single]

    init(texts: [SegmentedText], alphabet: [UInt16]) {
        var line = SymbolLine()
        for (number, text) in texts.enumerated() {
            for (index, sentence) in text.sentences.enumerated() {
                // Neighbours share a fold: a new name is repeated in its article.
                let fold = index * Self.foldCount / text.sentences.count
                append(sentence, alphabet, &line, text: number, fold: fold)
            }
        }
    }

    private mutating func append(
        _ sentence: SegmentedText.Sentence,
        _ alphabet: [UInt16],
        _ line: inout SymbolLine,
        text: Int,
        fold: Int
    ) {
        sentence.units.withUnsafeBufferPointer { units in
            alphabet.withUnsafeBufferPointer { entries in
                guard let entries = entries.baseAddress else { return }
                line.read(units, alphabet: entries)
            }
        }
        let cuts = Set(sentence.ends)
        for piece in line.pieces where !piece.positions.isEmpty {
            let start = symbols.count
            for position in piece.positions {
                symbols.append(line.symbols[position])
                labels.append(Label.middle)
            }
            setLabels(from: start) { cuts.contains(line.starts[piece.positions.lowerBound + $0]) }
            sequences.append(
                Sequence(positions: start..<symbols.count, text: text, fold: fold)
            )
            symbols += [SegmenterSymbol.edge, SegmenterSymbol.edge]
            labels += [Label.single, Label.single]
        }
    }

    /// Sets the labels of the positions from one on; `isCut` says whether a word begins at a place.
    private mutating func setLabels(from start: Int, isCut: (Int) -> Bool) {
        var first = start
        for position in start..<symbols.count {
            let isLast = position + 1 == symbols.count || isCut(position + 1 - start)
            guard isLast else { continue }
            if position == first {
                labels[position] = Label.single
            } else {
                labels[first] = Label.begin
                labels[position] = Label.end
            }
            first = position + 1
        }
    }

    /// Calls the body with the positions of each word.
    func forEachWord(_ body: (_ word: Range<Int>, _ sequence: Sequence) -> Void) {
        for sequence in sequences {
            var start = sequence.positions.lowerBound
            for position in sequence.positions where labels[position] >= Label.end {
                body(start..<(position + 1), sequence)
                start = position + 1
            }
        }
    }
}
