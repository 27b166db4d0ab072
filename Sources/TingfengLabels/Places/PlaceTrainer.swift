import Dispatch
import Synchronization
import TingfengText

/// A message with the places that a reader marked.
public struct PlaceSample: Sendable {
    /// The message as it is read.
    public var message: ClassifierInput
    /// Normalised strings of the text that name where the matter is.
    public var places: [[UInt16]]
    /// Whether the score and the thresholds go by this sample; the others only teach.
    public var isReference: Bool

    /// A sample of its parts.
    public init(_ message: ClassifierInput, places: [[UInt16]], isReference: Bool = true) {
        self.message = message
        self.places = places
        self.isReference = isReference
    }

    /// The sample as matching sees it.
    var titleAlone: PlaceSample { PlaceSample(message.titleAlone, places: places) }
}

/// Learns a ``PlaceModel`` of marked messages; the same samples give the same bytes.
///
/// The chain is fitted by AdaGrad on the likelihood. The judge learns from what chains that did not
/// see a message say about it, so that it meets probabilities as honest as in use; its thresholds are
/// chosen, and the score is counted, by judges that saw neither. It learns from titles alone as well,
/// because matching reads no more. Samples of readers with another habit (`isReference`) teach whole,
/// and are not scored; their titles alone taught nothing (models/README.md).
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
        let references = samples.count(where: \.isReference)
        guard references >= 10 else {
            throw .tooLittleTrainingData(samples: references, classes: 2)
        }
        let rarity = rarity(of: texts.isEmpty ? samples.map(\.message) : texts)
        let examples = samples.map { PlaceExample($0, lexicon, rarity) }
        let chains = chains(examples)
        let judgements = try crossJudgements(samples, chains, rarity)
        let judge = PlaceJudgeFitter(judgements).fit()
        let final = chains[Self.foldCount].file(rarity: rarity, judge: judge.judge)
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

    /// Chains that have not seen one fold each, then one that has seen all: no sample is in its fold.
    private func chains(_ examples: [PlaceExample]) -> [PlaceChainFitter] {
        let chains = Mutex<[Int: PlaceChainFitter]>([:])
        DispatchQueue.concurrentPerform(iterations: Self.foldCount + 1) { fold in
            let kept = examples.indices.filter { $0 % Self.foldCount != fold }
            var chain = PlaceChainFitter()
            chain.fit(kept.map { examples[$0] })
            chains.withLock { [chain] in $0[fold] = chain }
        }
        return chains.withLock { chains in (0...Self.foldCount).compactMap { chains[$0] } }
    }

    /// Lets models trained on the other folds look at each sample.
    private func crossJudgements(
        _ samples: [PlaceSample],
        _ chains: [PlaceChainFitter],
        _ rarity: PlaceRarity
    ) throws(LabelsError) -> [PlaceJudgement] {
        var judgements: [PlaceJudgement] = []
        for fold in 0..<Self.foldCount {
            let bytes = chains[fold].file(rarity: rarity, judge: .neutral)
            let finder = PlaceFinder(model: try PlaceModel(bytes: bytes), lexicon: lexicon)
            var workspace = PlaceFinder.Workspace()
            for index in samples.indices where index % Self.foldCount == fold {
                let sample = samples[index]
                func look(at sample: PlaceSample, isScored: Bool) {
                    judgements.append(
                        PlaceJudgement(sample, fold: fold, isScored: isScored, finder, &workspace)
                    )
                }
                look(at: sample, isScored: sample.isReference)
                if sample.isReference { look(at: sample.titleAlone, isScored: false) }
            }
        }
        return judgements
    }
}
