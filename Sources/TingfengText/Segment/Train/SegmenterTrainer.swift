/// Trains the learned segmenter from texts cut by hand and a word list.
///
///     let trainer = SegmenterTrainer(tables: tables, words: ["公积金", "业委会"])
///     let bytes = try trainer.train([SegmentedText(contentsOf: "a.seg")])
///     let model = try SegmenterModel(bytes: bytes)
///
/// The same inputs give the same bytes.
public struct SegmenterTrainer: Sendable {
    /// How to train.
    public struct Options: Sendable {
        /// Passes over the texts.
        public var passes = 10
        /// What the order of the sentences depends on.
        public var seed: UInt64 = 1
        /// Head start of wrong labels.
        public var margin: Float = 1
        /// How often the sentences of each text are seen in a pass, by name; once if absent.
        public var repeats: [String: Int] = [:]
        /// The text whose standard the model follows; nil to train all as if of one standard.
        public var standard: String?
        /// The text whose standard the sentences that read like it follow.
        ///
        /// All others follow the mean of the standards of all texts; nil for a model that reads all
        /// sentences alike.
        public var secondStandard: String?

        /// Makes the default options.
        public init() {}
    }

    private let tables: CharacterTables
    private let words: [String]
    private let options: Options

    /// Makes a trainer with the words of a lexicon.
    public init(tables: CharacterTables, words: [String], options: Options = Options()) {
        self.tables = tables
        self.words = words
        self.options = options
    }

    /// Returns the bytes of a model file.
    ///
    /// `report` is called after each pass with its number and the share of wrong labels.
    public func train(
        _ texts: [SegmentedText],
        report: (Int, Double) -> Void = { _, _ in }
    ) -> [UInt8] {
        let alphabet = AlphabetBuilder(tables: tables, counts: unitCounts(texts))
        let set = TrainingSet(texts: texts, alphabet: alphabet.entries)
        let lexicon = TrainingLexicon(given: symbols(of: words, alphabet), set: set)
        let features = TrainingFeatures(set, classes: alphabet.classes, lexicon: lexicon)
        var trainer = PerceptronTrainer(
            set: set,
            features: features,
            textCount: options.standard == nil && options.secondStandard == nil ? 1 : texts.count
        )
        trainer.margin = options.margin
        trainer.repeats = texts.map { options.repeats[$0.name] ?? 1 }
        var order = TrainingOrder(seed: options.seed)
        for pass in 1...max(options.passes, 1) { report(pass, trainer.pass(&order)) }
        let second = texts.firstIndex { $0.name == options.secondStandard }
        var export = SegmenterExport(
            alphabet: alphabet,
            lexicon: lexicon,
            features: features,
            first: trainer.folded(to: texts.firstIndex { $0.name == options.standard }),
            second: second.map(trainer.folded(to:))
        )
        if let second {
            let isKept = export.isKept
            var style = StyleTrainer(set: set, features: features, text: second, isKept: isKept)
            export.style = style.train(&order)
        }
        return export.bytes(name: options.standard ?? "default")
    }

    /// Characters of the texts count far more than those of the word list.
    private func unitCounts(_ texts: [SegmentedText]) -> [Int] {
        var counts = [Int](repeating: 0, count: 0x10000)
        for text in texts {
            for sentence in text.sentences {
                for unit in sentence.units {
                    counts[Int(AlphabetBuilder.folded(unit, tables))] += 1_000
                }
            }
        }
        for word in words {
            for unit in word.utf16 { counts[Int(AlphabetBuilder.folded(unit, tables))] += 1 }
        }
        return counts
    }

    private func symbols(of words: [String], _ alphabet: AlphabetBuilder) -> [[UInt16]] {
        var line = SymbolLine()
        let rare = SegmenterSymbol.rareIdeograph...SegmenterSymbol.rareMark
        return words.compactMap { word in
            Array(word.utf16).withUnsafeBufferPointer { units in
                alphabet.entries.withUnsafeBufferPointer { entries in
                    guard let entries = entries.baseAddress else { return }
                    line.read(units, alphabet: entries)
                }
            }
            guard line.pieces.count == 1, line.pieces[0].kind == .plain else { return nil }
            let symbols = line.pieces[0].positions.map { line.symbols[$0] }
            return symbols.contains(where: rare.contains) ? nil : symbols
        }
    }
}
