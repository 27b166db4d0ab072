import TingfengText

/// A message with the places that a reader marked.
public struct PlaceSample: Sendable {
    /// The message as it is read.
    public var message: ClassifierInput
    /// Normalised strings of the text that name where the matter is.
    public var places: [[UInt16]]

    /// A sample of its parts.
    public init(_ message: ClassifierInput, places: [[UInt16]]) {
        self.message = message
        self.places = places
    }

    /// The sample as matching sees it.
    var titleAlone: PlaceSample { PlaceSample(message.titleAlone, places: places) }
}

/// Learns a ``PlaceModel`` of marked messages; the same samples give the same bytes.
///
/// The chain is fitted by AdaGrad on the likelihood. The judge learns from what chains that did not
/// see a message say about it, so that it meets probabilities as honest as in use; its thresholds are
/// chosen, and the score is counted, by judges that saw neither. It learns from titles alone as well,
/// because matching reads no more.
public struct PlaceTrainer: Sendable {
    /// What a training run gives.
    public struct Result: Sendable {
        /// The model file.
        public var bytes: [UInt8]
        /// How well messages were answered by models that had not seen them.
        public var crossValidation: PlaceScore
    }

    static let foldCount = 5

    private let lexicon: PlaceLexicon

    /// A trainer that reads divisions by a lexicon.
    public init(lexicon: PlaceLexicon) {
        self.lexicon = lexicon
    }

    /// Trains on samples; `texts` are further messages that show which pairs of characters are
    /// common.
    public func train(
        _ samples: [PlaceSample],
        texts: [ClassifierInput]
    ) throws(LabelsError) -> Result {
        guard samples.count >= 10 else {
            throw .tooLittleTrainingData(samples: samples.count, classes: 2)
        }
        let rarity = rarity(of: texts.isEmpty ? samples.map(\.message) : texts)
        let examples = samples.map { PlaceExample($0, lexicon, rarity) }
        let judgements = try crossJudgements(samples, examples, rarity)
        let judge = PlaceJudgeFitter(judgements).fit()
        let final = try model(examples, rarity, judge.judge)
        return Result(bytes: final, crossValidation: judge.score)
    }

    private func rarity(of texts: [ClassifierInput]) -> PlaceRarity {
        PlaceRarity(
            counting: texts.lazy.map { text in
                var symbols = PlaceSymbols()
                symbols.read(text, lexicon)
                return symbols.values
            }
        )
    }

    private func model(
        _ examples: [PlaceExample],
        _ rarity: PlaceRarity,
        _ judge: PlaceJudge
    ) throws(LabelsError) -> [UInt8] {
        var fitter = PlaceChainFitter()
        fitter.fit(examples)
        return fitter.file(rarity: rarity, judge: judge)
    }

    /// Lets models trained on the other folds look at each sample.
    private func crossJudgements(
        _ samples: [PlaceSample],
        _ examples: [PlaceExample],
        _ rarity: PlaceRarity
    ) throws(LabelsError) -> [PlaceJudgement] {
        var judgements: [PlaceJudgement] = []
        for fold in 0..<Self.foldCount {
            let kept = examples.indices.filter { $0 % Self.foldCount != fold }
            let bytes = try model(kept.map { examples[$0] }, rarity, .neutral)
            let finder = PlaceFinder(model: try PlaceModel(bytes: bytes), lexicon: lexicon)
            var workspace = PlaceFinder.Workspace()
            for index in samples.indices where index % Self.foldCount == fold {
                for (sample, isTitleAlone) in [
                    (samples[index], false), (samples[index].titleAlone, true),
                ] {
                    judgements.append(
                        PlaceJudgement(
                            sample,
                            fold: fold,
                            isTitleAlone: isTitleAlone,
                            finder,
                            &workspace
                        )
                    )
                }
            }
        }
        return judgements
    }
}
